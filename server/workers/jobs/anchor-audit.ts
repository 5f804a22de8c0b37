import { anchorAudit } from '@/server/use-cases/audit/anchor';
import { ANCHOR_AUDIT } from '@/server/use-cases/audit/jobs';
import { asSystem } from '@/server/use-cases/context';
import type { Job } from './job';

export const anchorAuditHandler: Job = async (base) => {
  await anchorAudit(asSystem(base, ANCHOR_AUDIT));
};
