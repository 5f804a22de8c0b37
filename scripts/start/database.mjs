import { spawn } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startPostgres } from '../postgres.mjs';
import { ROOT } from './options.mjs';
import { hashOf } from './prepare.mjs';
import { waitForNamedDatabase } from './named-database.mjs';
import { Problem } from './problem.mjs';

/** What a migrated database is made from. */
const MIGRATIONS = ['prisma/migrations', 'scripts/migrate.ts', 'package-lock.json'];

/** The embedded PostgreSQL, or the one that DATABASE_URL names; migrated either way. */
export async function openDatabaseServer({ options, ports, progress, onExit }) {
  if (process.env.DATABASE_URL) {
    const environment = {
      DATABASE_URL: process.env.DATABASE_URL,
      DATABASE_OWNER_URL: process.env.DATABASE_OWNER_URL || process.env.DATABASE_URL,
    };
    // Of an embedded one that ran here before: what is done beside the product must not go there.
    await rm(path.join(options.dataDir, 'database.json'), { force: true });
    for (const url of new Set(Object.values(environment))) await waitForNamedDatabase(url, progress);
    await progress.step('Migrating the database that DATABASE_URL names', () => migrate(environment));
    return { environment, stop: async () => {} };
  }
  const dataDir = path.join(options.dataDir, 'postgres');
  const postgres = await progress.step('Starting PostgreSQL', async () =>
    startPostgres({ dataDir, port: await ports.recall('postgres'), durable: true }).catch((error) => {
      throw new Problem(error.message);
    }),
  );
  let stopping = false;
  const stop = () => {
    stopping = true;
    return postgres.stop();
  };
  void postgres.exited.then(
    () => stopping || onExit(`PostgreSQL ended by itself; its log is ${postgres.logFile}. Start again.`),
  );
  try {
    const environment = { DATABASE_URL: postgres.appUrl, DATABASE_OWNER_URL: postgres.ownerUrl };
    await ports.remember({ postgres: postgres.port });
    await writeFile(path.join(options.dataDir, 'database.json'), JSON.stringify(environment), { mode: 0o600 });
    await migrateOnce(path.join(postgres.home, 'migrated'), environment, progress);
    return { environment, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** The cluster is ours alone, so what was applied to it is known without asking. */
async function migrateOnce(stamp, environment, progress) {
  const wanted = await hashOf(MIGRATIONS);
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return;
  await progress.step('Migrating the database', () => migrate(environment));
  await writeFile(stamp, wanted);
}

function migrate(environment) {
  return runTask('scripts/migrate.ts', [], { ...process.env, ...environment }, 'The database could not be migrated.');
}

/** A program that ends so has said in one sentence what a person can do. */
const SAID = 3;

/** Runs one of our TypeScript programs to its end; its last line is its answer, as JSON. */
export function runTask(file, args, env, failure) {
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(ROOT, file), ...args], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (errors += chunk));
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Problem(`${failure} ${error.message}`)));
    child.once('close', (code) => {
      if (code === SAID) return reject(new Problem(errors.trim()));
      if (code !== 0)
        return reject(
          new Problem(`${failure} It said:\n\n${`${output}${errors}`.trim().split('\n').slice(-40).join('\n')}`),
        );
      const last = output.trim().split('\n').at(-1);
      resolve(last?.startsWith('{') ? JSON.parse(last) : {});
    });
  });
}
