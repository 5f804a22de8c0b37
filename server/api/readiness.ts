import { processEngine, type EngineState } from '@/server/engine/process-engine';
import { checkReadiness, type Readiness } from '@/server/use-cases/check-readiness';
import { processContext } from '@/server/use-cases/process-context';

/** For those who route traffic: says that, never why; the log says why. Without its engine a process answers next to nothing. */
export async function readiness(): Promise<Readiness & { engine: EngineState }> {
  // The first to ask whether this process is ready has it get ready.
  const engine = processEngine().state;
  const { ready, ...rest } = await checkReadiness(processContext());
  return { ready: ready && engine === 'running', ...rest, engine };
}
