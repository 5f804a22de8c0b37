import { asSystem } from '@/server/use-cases/context';
import { RECORD_FINDINGS } from '@/server/use-cases/findings/jobs';
import { recordFindings } from '@/server/use-cases/findings/record-findings';
import type { Job } from './job';

export const recordFindingsHandler: Job = async (base) => {
  await recordFindings(asSystem(base, RECORD_FINDINGS));
};
