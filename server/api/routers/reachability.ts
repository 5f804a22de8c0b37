import { listFailureImpacts } from '@/server/use-cases/reachability/list-failures';
import { listFlows } from '@/server/use-cases/reachability/list-flows';
import { proposePathEnds } from '@/server/use-cases/reachability/propose-ends';
import { readAnnouncements } from '@/server/use-cases/reachability/read-announcements';
import { readMatrix, readMatrixCell } from '@/server/use-cases/reachability/read-matrix';
import { readReachability } from '@/server/use-cases/reachability/read-reachability';
import { readTrails } from '@/server/use-cases/reachability/read-trails';
import { router } from '../trpc';
import { read } from '../use-case';

export const reachabilityRouter = router({
  ends: read(proposePathEnds),
  read: read(readReachability),
  flows: read(listFlows),
  failures: read(listFailureImpacts),
  matrix: read(readMatrix),
  cell: read(readMatrixCell),
  announcements: read(readAnnouncements),
  trails: read(readTrails),
});
