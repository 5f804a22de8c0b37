import path from 'node:path';
import pg from 'pg';
import { findFreePort } from '@/scripts/postgres.mjs';
import { eventually, median, noted, quantile, type Result, seconds } from './measure';
import { memoryOf } from './processes';
import { ROOT } from './programs';
import { openSession } from './session';
import { benchEffect } from './size-effect';
import { benchColdLook, benchPast } from './size-first';
import { benchLists, countOfRoutes } from './size-lists';
import { benchPage } from './size-page';
import { benchReadingAgain } from './size-reading';
import type { SizeWorld } from './size-world';
import { startProduct } from './start';

const SCENARIO = 'two-hundred-sites';
const READ_WITHIN_MS = 900_000;
const ASKED = 40;
const ROUTES = 100_000;

/** Everything that is promised at 200 sites, on one start of the whole product with every source read over the wire. */
export async function* benchSize(folder: string): AsyncGenerator<Result> {
  const port = await findFreePort();
  const start = () => startProduct(ROOT, path.join(folder, 'size'), port, SCENARIO);
  const product = await start();
  try {
    const ready = performance.now();
    const client = new pg.Client({ connectionString: product.databaseUrl });
    await client.connect();
    const session = await openSession(product, 'engineer');
    try {
      const sources = await untilAllRead(client);
      const readMs = performance.now() - ready;
      yield* measureAt({ product, session, client, sources }, readMs);
    } finally {
      await client.end();
    }
  } finally {
    await product.stop();
  }
  yield* await benchColdLook(start);
}

async function* measureAt(world: SizeWorld, readMs: number): AsyncGenerator<Result> {
  const what = `${world.sources.length} sources of ${SCENARIO}, each read over the wire to its end; once`;
  yield noted('everything read, after Ready', seconds(readMs), what);
  yield await benchSizes(world);
  yield await benchReadingAgain(world);
  // Once the first reading has settled: what a list takes in the first seconds stands beside, as its first look.
  yield* await benchLists(world);
  yield await benchFrame(world);
  const before = new Date();
  yield* await benchEffect(world);
  yield memory(world);
  yield await benchPast(world, before);
  yield* await benchPage(world);
}

/** The sources, once each has been read to its end. */
async function untilAllRead(client: pg.Client): Promise<string[]> {
  return eventually(
    async () => {
      const { rows } = await client.query<{ id: string; read: boolean }>(
        `select id, exists (select from collection_run where source_id = source.id and outcome = 'complete') as read
         from source where removed_at is null order by key`,
      );
      return rows.length > 0 && rows.every(({ read }) => read) ? rows.map(({ id }) => id) : null;
    },
    READ_WITHIN_MS,
    'reading every source',
    500,
  );
}

async function benchSizes({ client }: SizeWorld): Promise<Result> {
  const routes = await countOfRoutes(client);
  const { rows } = await client.query<{ kind: string; count: number }>(
    `select kind, count(*)::int as count from resource_version where valid_to is null group by kind order by 2 desc limit 5`,
  );
  const count = rows.map((each) => `${each.count} of ${each.kind}`).join(', ');
  return {
    name: 'routes that are read',
    goal: `>= ${ROUTES}`,
    result: String(routes),
    met: routes >= ROUTES,
    how: `rows of route tables, and each prefix that a gateway has a way to; as rows: ${count}`,
  };
}

async function benchFrame({ session }: SizeWorld): Promise<Result> {
  const times: number[] = [];
  for (let at = 0; at <= ASKED; at += 1) times.push((await session.ask('frame.read')).ms);
  const [first = 0, ...asked] = times;
  const how = `${ASKED} of frame.read over HTTP, one after another; the one before them took ${first.toFixed(0)} ms`;
  return noted(
    'frame of a page, p95',
    `${quantile(asked, 0.95).toFixed(0)} ms (median ${median(asked).toFixed(0)} ms)`,
    how,
  );
}

function memory({ product }: SizeWorld): Result {
  const { web, worker } = memoryOf(product.dataDir);
  const text = ({ now, most }: typeof web) => `${now.toFixed(0)} MiB (at most ${most.toFixed(0)})`;
  return noted('memory', `web ${text(web)}, worker ${text(worker)}`, 'resident, after all of the above');
}
