import { setTimeout as rest } from 'node:timers/promises';
import { log } from '@/server/config/log';
import { loadEstateView } from '@/server/use-cases/estate/load-estate';
import { processHub } from '@/server/use-cases/live/hub';
import { processContext } from '@/server/use-cases/process-context';
import { atLeisure } from './at-leisure';
import { EngineThread } from './engine-thread';

export type { EngineState } from './engine-thread';

/** Those who look first come first: this process answers them, and reading everything takes seconds of it. */
const HOLD_AFTER_MS = 20_000;

/** Survives the reloading of modules during development, which would start a thread each time. */
const kept = globalThis as typeof globalThis & { causewayEngine?: EngineThread };

/** The one thread of this process, started when first asked for, and kept up to date from then on. */
export function processEngine(): EngineThread {
  kept.causewayEngine ??= keptReady(new EngineThread());
  return kept.causewayEngine;
}

/** Whoever types or looks next finds the estate loaded and judged: it is, as soon as a reading says that it has moved. */
function keptReady(engine: EngineThread): EngineThread {
  const again = atLeisure(() => engine.getReady());
  processHub().subscribe(({ topics, resync }) => {
    if (resync || topics.has('estate')) again();
  });
  void engine
    .getReady()
    .then(() => rest(HOLD_AFTER_MS, undefined, { ref: false }))
    .then(holdEstate);
  return engine;
}

/**
 * This process itself holds the rows of the estate and nothing that follows from them: what is written is checked against them
 * within a transaction, where a first reading of all would take too long. They are brought forward when they are needed.
 */
async function holdEstate(): Promise<void> {
  const { db, now } = processContext();
  try {
    await loadEstateView(db, { now: now() });
  } catch (error) {
    log().warn({ err: error }, 'the estate could not be loaded ahead');
  }
}
