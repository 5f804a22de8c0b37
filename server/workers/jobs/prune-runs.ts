import { asSystem } from '@/server/use-cases/context';
import { PRUNE_RUNS } from '@/server/use-cases/sources/jobs';
import { pruneRuns } from '@/server/use-cases/sources/prune-runs';
import type { Job } from './job';

export const pruneRunsHandler: Job = async (base) => {
  await pruneRuns(asSystem(base, PRUNE_RUNS));
};
