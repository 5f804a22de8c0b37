import http from 'node:http';
import pg from 'pg';
import { median, quantile, type Result, sleep } from './measure';
import { signIn } from './session';
import type { Product } from './start';

const CLIENTS = 50;
const EVENTS = 450;
const EVERY_MS = 33;
const GOAL_MS = 100;

/** Fifty streams, thirty notices a second: from just before the notice is sent to the database until a browser could read it. */
export async function benchLive(product: Product): Promise<Result> {
  const cookies = await Promise.all(product.people.map((person) => signIn(product.url, person)));
  const sentAt = new Map<string, number>();
  const latencies: number[] = [];
  const streams = await Promise.all(
    Array.from({ length: CLIENTS }, (_none, at) =>
      openStream(product.url, cookies[at % cookies.length] ?? '', (id) => {
        const sent = sentAt.get(id);
        if (sent !== undefined) latencies.push(performance.now() - sent);
      }),
    ),
  );
  const client = new pg.Client({ connectionString: product.databaseUrl });
  await client.connect();
  try {
    await sleep(2_000);
    for (let event = 0; event < EVENTS; event += 1) {
      const id = `bench-${event}`;
      sentAt.set(id, performance.now());
      await client.query(`select pg_notify('causeway', $1)`, [JSON.stringify({ topic: 'change', id })]);
      await sleep(Math.max(0, (sentAt.get(id) ?? 0) + EVERY_MS - performance.now()));
    }
    await sleep(1_000);
  } finally {
    streams.forEach((stream) => stream.destroy());
    await client.end();
  }
  return report(latencies);
}

function report(latencies: readonly number[]): Result {
  const expected = CLIENTS * EVENTS;
  const p95 = quantile(latencies, 0.95);
  const complete = latencies.length === expected;
  return {
    name: 'live event p95',
    goal: `<= ${GOAL_MS} ms`,
    result: `${p95.toFixed(0)} ms`,
    met: p95 <= GOAL_MS && complete,
    how: `${CLIENTS} streams of next start, ${EVENTS} notices at ${Math.round(1_000 / EVERY_MS)}/s, NOTIFY to receipt: median ${median(latencies).toFixed(0)} ms, worst ${quantile(latencies, 1).toFixed(0)} ms; ${latencies.length} of ${expected} heard`,
  };
}

/** Open when the server has said so. */
function openStream(url: string, cookie: string, hear: (id: string) => void): Promise<http.ClientRequest> {
  return new Promise((resolve, reject) => {
    const headers = { accept: 'text/event-stream', cookie };
    const request = http.get(`${url}/api/trpc/live.watch`, { headers, agent: false }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`the stream answered ${response.statusCode}`));
      let rest = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
          if (line.includes('"connected"')) resolve(request);
          for (const [id] of line.matchAll(/bench-\d+/g)) hear(id);
        }
      });
    });
    request.on('error', (error) => (request.destroyed ? undefined : reject(error)));
  });
}
