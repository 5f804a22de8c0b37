import { processEngine } from '@/server/engine/process-engine';
import { checkReadiness, type Readiness } from '@/server/use-cases/check-readiness';
import { processContext } from '@/server/use-cases/process-context';

/** For those who route traffic: says that, never why; the log says why. */
export function readiness(): Promise<Readiness> {
  // The first to ask whether this process is ready has it get ready.
  processEngine();
  return checkReadiness(processContext());
}
