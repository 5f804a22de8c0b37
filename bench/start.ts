import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { findFreePort } from '@/scripts/postgres.mjs';
import { cleanEnvironment } from '@/scripts/test/environment.mjs';
import { type Result, seconds } from './measure';
import { ROOT, startProgram } from './programs';

const FIRST_GOAL_MS = 75_000;
const SECOND_GOAL_MS = 8_000;

/** The product as `npm start` runs it, from some checkout with a data folder of its own. */
export type Product = {
  url: string;
  databaseUrl: string;
  dataDir: string;
  people: readonly { email: string; password: string }[];
  tookMs: number;
  stop(): Promise<void>;
};

export async function startProduct(
  checkout: string,
  dataDir: string,
  port: number,
  scenario = 'seed',
): Promise<Product> {
  const began = performance.now();
  const args = ['scripts/start.mjs', '--port', String(port), '--write-sign-in', '--scenario', scenario];
  const environment = { ...cleanEnvironment(), CAUSEWAY_DATA_DIR: dataDir };
  const { stop } = await startProgram(args, (line) => line.includes('Ready.'), { cwd: checkout, environment });
  const tookMs = performance.now() - began;
  const read = async (name: string) => JSON.parse(await readFile(path.join(dataDir, name), 'utf8')) as unknown;
  const { people } = (await read('first-sign-in.json')) as Pick<Product, 'people'>;
  const { DATABASE_URL } = (await read('database.json')) as { DATABASE_URL: string };
  return { url: `http://localhost:${port}`, people, databaseUrl: DATABASE_URL, dataDir, tookMs, stop };
}

/** A clone of the last commit: nothing installed, nothing built; what npm keeps in its cache is there. */
export async function cloneCheckout(folder: string): Promise<string> {
  const checkout = path.join(folder, 'checkout');
  const child = spawn('git', ['clone', '--quiet', ROOT, checkout], { stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error('git clone failed');
  return checkout;
}

export async function benchStart(checkout: string, dataDir: string): Promise<Result[]> {
  const port = await findFreePort();
  const first = await startProduct(checkout, dataDir, port);
  await first.stop();
  const second = await startProduct(checkout, dataDir, port);
  await second.stop();
  return [
    {
      name: 'first start',
      goal: `<= ${seconds(FIRST_GOAL_MS)}`,
      result: seconds(first.tookMs),
      met: first.tookMs <= FIRST_GOAL_MS,
      how: 'clean clone of the last commit, npm cache as it is: install, generate, build, migrate, until Ready; once',
    },
    {
      name: 'second start',
      goal: `<= ${seconds(SECOND_GOAL_MS)}`,
      result: seconds(second.tookMs),
      met: second.tookMs <= SECOND_GOAL_MS,
      how: 'the same again after Ctrl-C; once',
    },
  ];
}
