import { SWEEP_CHANGES } from '@/server/use-cases/changes/jobs';
import { sweepChanges } from '@/server/use-cases/changes/sweep-changes';
import { asSystem } from '@/server/use-cases/context';
import type { Job } from './job';

export const sweepChangesHandler: Job = async (base) => {
  await sweepChanges(asSystem(base, SWEEP_CHANGES));
};
