import { asSystem } from '@/server/use-cases/context';
import { RECORD_FINDINGS } from '@/server/use-cases/findings/jobs';
import { recordFindings } from '@/server/use-cases/findings/record-findings';
import type { Job } from './job';
import { looked } from './look-pace';

export const recordFindingsHandler: Job = async (base) => {
  const context = asSystem(base, RECORD_FINDINGS);
  const began = context.now();
  try {
    await recordFindings(context);
  } finally {
    looked(began, context.now());
  }
};
