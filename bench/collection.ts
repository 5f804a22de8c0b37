import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { formatEstateFile } from '@/domain/estate/file/format';
import type { ReachableSource } from '@/server/connectors/types';
import { createVpcConnector } from '@/server/connectors/vpc';
import type { Clock } from '@/server/connectors/alibaba/clock';
import { systemClock } from '@/server/connectors/alibaba/clock';
import { collectSource } from '@/server/use-cases/sources/collect';
import { upsertSourcesFromFile } from '@/server/use-cases/sources/upsert-sources';
import { estateWithVbrs } from '@/server/workers/testing/kill-estate';
import { median, type Result, seconds, timed } from './measure';
import { startLabProgram } from './programs';
import { type BenchWorld, openWorld } from './world';

const RUNS = 3;
const CALLS_PER_MINUTE = 20;
/** One table each, and two of the seed's: twice the budget of the call that lists entries. */
const FURTHER_VBRS = 2 * CALLS_PER_MINUTE - 2;
const BUSIEST_CALLS = FURTHER_VBRS + 2;
/** The budget's minute runs this much faster; the calls do not, so the ratio is worse than with a real minute. */
const SPEED = 6;
const GOAL = 1.25;

const fastClock: Clock = {
  now: () => systemClock.now() * SPEED,
  sleep: (ms, signal) => systemClock.sleep(ms / SPEED, signal),
  random: systemClock.random,
};

/** A whole collection, stored, under a budget that binds, against the earliest moment the budget lets the last call leave. */
export async function benchCollection(): Promise<Result> {
  const world = await openWorld();
  try {
    const scenario = path.join(world.dataDir, 'many-vbrs.yaml');
    await writeFile(scenario, formatEstateFile(estateWithVbrs(FURTHER_VBRS), 'yaml'));
    const walls: number[] = [];
    // A lab of its own for each: what was spent on one address is not spent on another.
    for (let run = 0; run < RUNS; run += 1) walls.push(await collect(world, scenario, run));
    // At most N in any minute: the call after N waits a minute, the one after 2N two.
    const allowedMs = (Math.floor((BUSIEST_CALLS - 1) / CALLS_PER_MINUTE) * 60_000) / SPEED;
    const ratio = median(walls) / allowedMs;
    return {
      name: 'collection wall / budget',
      goal: `<= ${GOAL}`,
      result: ratio.toFixed(2),
      met: ratio <= GOAL,
      how: `${BUSIEST_CALLS} lists of entries at ${CALLS_PER_MINUTE} a minute (a minute of ${60 / SPEED} s), read and stored: median ${seconds(median(walls))} of ${RUNS}; allowed ${seconds(allowedMs)}, which is also (calls - burst) / rate`,
    };
  } finally {
    await world.close();
  }
}

async function collect(world: BenchWorld, scenario: string, run: number): Promise<number> {
  const labDir = path.join(world.dataDir, `lab-${run}`);
  const lab = await startLabProgram(scenario, labDir, world.ports[run + 1] ?? 0);
  try {
    const file = path.join(labDir, 'sources.json');
    await upsertSourcesFromFile(world.system, file);
    const source = await world.db.source.findFirstOrThrow({ where: { removedAt: null, system: 'vpc' } });
    const context = {
      ...world.system,
      connect: (place: ReachableSource) => {
        if (place.system !== 'vpc') throw new Error(`${place.system} is not measured here`);
        return createVpcConnector({ ...place, callsPerMinute: CALLS_PER_MINUTE }, { clock: fastClock });
      },
    };
    const wall = await timed(async () => {
      const { outcome, error } = await collectSource(context, { sourceId: source.id, trigger: 'manual' });
      if (outcome !== 'complete') throw new Error(`the collection is ${outcome}: ${error?.message ?? ''}`);
    });
    return wall;
  } finally {
    await lab.stop();
  }
}
