import { checkReadiness, type Readiness } from '@/server/use-cases/check-readiness';
import { processContext } from '@/server/use-cases/process-context';

/** For those who route traffic: says that, never why; the log says why. */
export function readiness(): Promise<Readiness> {
  return checkReadiness(processContext());
}
