import { log } from '@/server/config/log';
import { ChangeJobPayload } from '@/server/use-cases/changes/jobs';
import { runPorts } from '@/server/use-cases/changes/run/ports';
import { runChange } from '@/server/use-cases/changes/run/run-change';
import type { Job } from './job';

/** Works on one change until it ends, rests, or this worker is told to stop. */
export const runChangeHandler: Job = async (base, payload, { signal }) => {
  const { changeId } = ChangeJobPayload.parse(payload);
  const { workerId, limits } = base;
  const ports = runPorts(base, signal);
  const end = await runChange(limits ? { ...ports, limits } : ports, { changeId, workerId });
  log().info({ changeId, end, workerId }, 'run of a change ended');
};
