import { CAN_WAIT } from '@/server/use-cases/enqueue';

/**
 * So long a worker that has just started leaves what can wait: on one machine a web process has started with it, and somebody is about
 * to look at what is stored. Reading hundreds of sources again beside it would have that take several times as long.
 */
const HEAD_START_SECONDS = 20;

/** `leaves`: the flags of jobs that a worker leaves, from its start on. */
export function headStart() {
  const end = performance.now() + HEAD_START_SECONDS * 1_000;
  const isOn = () => performance.now() < end;
  return { isOn, leaves: (): readonly string[] => (isOn() ? [CAN_WAIT] : []) };
}
