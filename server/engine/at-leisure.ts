import { setTimeout as rest } from 'node:timers/promises';

/** It rests so many times as long as it worked: a quarter of one processor at most goes into being ahead. */
const RESTS = 3;

/**
 * Does something again whenever it is called for: at once after a quiet while, and otherwise after a rest. However often it is
 * called for meanwhile, it is done once.
 *
 * @param work never throws
 */
export function atLeisure(work: () => Promise<void>): () => void {
  let [busy, wanted] = [false, false];
  const run = async () => {
    busy = true;
    while (wanted) {
      wanted = false;
      const began = performance.now();
      await work();
      await rest(RESTS * (performance.now() - began), undefined, { ref: false });
    }
    busy = false;
  };
  return () => {
    wanted = true;
    if (!busy) void run();
  };
}
