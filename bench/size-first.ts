import { noted, type Result, seconds } from './measure';
import { openSession } from './session';
import type { SizeWorld } from './size-world';
import type { Product } from './start';

const GOAL_MS = { past: 3_000, cold: 5_000 } as const;
const PAST_MOMENTS = 6;
/** Of all versions this part is from before the moment of which everything is read. */
const MIDST = 0.8;

/** The first look at moments of the past, beside one since when so much has moved that everything is read as it was. */
export async function benchPast({ session, client }: SizeWorld, before: Date): Promise<Result> {
  const look = async (at: Date) => (await session.ask('estate.list', { kind: 'node', at: at.toISOString() })).ms;
  const { rows } = await client.query<{ midst: Date }>(
    `select percentile_disc($1::float8) within group (order by valid_from) as midst from resource_version`,
    [MIDST],
  );
  const times: number[] = [];
  const step = (Date.now() - before.getTime()) / PAST_MOMENTS;
  for (let at = 0; at < PAST_MOMENTS; at += 1) times.push(await look(new Date(before.getTime() + at * step)));
  const [worst, whole] = [Math.max(...times), await look(rows[0]?.midst ?? before)];
  return {
    name: 'a list of the past, first look',
    goal: `<= ${seconds(GOAL_MS.past)}`,
    result: seconds(worst),
    met: worst <= GOAL_MS.past,
    how: `the worst of ${PAST_MOMENTS} moments, each asked for once: ${times.map(seconds).join(', ')}; one in the midst of the first reading, read whole, takes ${seconds(whole)}`,
  };
}

/** The product is started again on what it has stored, and asked as soon as it is ready. */
export async function benchColdLook(start: () => Promise<Product>): Promise<Result[]> {
  const product = await start();
  try {
    const ready = performance.now();
    const session = await openSession(product, 'engineer');
    await session.ask('estate.list', { kind: 'node' });
    const listMs = performance.now() - ready;
    const { ms } = await session.ask('estate.topology');
    return [
      {
        name: 'first look after a start',
        goal: `<= ${seconds(GOAL_MS.cold)}`,
        result: seconds(listMs),
        met: listMs <= GOAL_MS.cold,
        how: `from Ready, with signing in, to a page of the list of nodes, while every source is read again; starting took ${seconds(product.tookMs)}; once`,
      },
      noted('first picture after that', seconds(ms), 'estate.topology over HTTP; once'),
    ];
  } finally {
    await product.stop();
  }
}
