/** Brings a database up to date: the application's role, our tables, the queue's tables and who may touch them. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { runMigrations } from 'graphile-worker';
import pg from 'pg';
import { type Addresses, whyNotServed, whyNotUsable } from './check-database';

const ROOT = path.join(import.meta.dirname, '..');
export const APPLICATION_ROLE = 'causeway_app';

/** Safe to repeat. `ownerUrl` migrates, `appUrl` is what the product runs as; they may be the same role. */
export async function migrate({ ownerUrl, appUrl }: Addresses): Promise<void> {
  await withClient(ownerUrl, (client) => ensureApplicationRole(client, new URL(appUrl).username));
  await deploy(ownerUrl);
  await runMigrations({ connectionString: ownerUrl });
  await withClient(ownerUrl, openQueueToApplication);
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

/** Only an administrator of the server can help, by one line. */
class MissingRole extends Error {}

/** Grants go to one role; a login of another name becomes its member. */
async function ensureApplicationRole(client: pg.Client, login: string): Promise<void> {
  const { rows } = await client.query<{ known: boolean; self: string; member: boolean }>(
    `select exists(select from pg_roles where rolname = $1) as known, current_user as self,
       coalesce((select pg_has_role(oid, (select oid from pg_roles where rolname = $1), 'member') from pg_roles where rolname = $2), false) as member`,
    [APPLICATION_ROLE, decodeURIComponent(login)],
  );
  const { known, self, member } = rows[0]!;
  const name = client.escapeIdentifier(decodeURIComponent(login));
  const statements = [
    ...(known ? [] : [`create role ${APPLICATION_ROLE} nologin`]),
    ...(member || decodeURIComponent(login) === self ? [] : [`grant ${APPLICATION_ROLE} to ${name}`]),
  ];
  try {
    for (const statement of statements) await client.query(statement);
  } catch (cause) {
    throw new MissingRole(
      `The role "${self}" may not do this; run it once as an administrator of the database: ${statements.join('; ')};`,
      { cause },
    );
  }
}

/** The ordinary command line, so that a deployment by hand and this one are the same. */
async function deploy(ownerUrl: string): Promise<void> {
  const cli = path.join(ROOT, 'node_modules/prisma/build/index.js');
  const env = { ...process.env, DATABASE_OWNER_URL: ownerUrl };
  const child = spawn(process.execPath, [cli, 'migrate', 'deploy'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | null>((resolve, reject) =>
    child.once('error', reject).once('close', resolve),
  );
  if (code !== 0) throw new Error(`The migrations could not be applied:\n${output.trim()}`);
}

/** The queue's private tables have row level security without policies: closed to everybody but their owner. */
async function openQueueToApplication(client: pg.Client): Promise<void> {
  await client.query(`
    grant usage on schema graphile_worker to ${APPLICATION_ROLE};
    grant select, insert, update, delete on all tables in schema graphile_worker to ${APPLICATION_ROLE};
    grant usage, select on all sequences in schema graphile_worker to ${APPLICATION_ROLE};
    grant execute on all functions in schema graphile_worker to ${APPLICATION_ROLE};
    revoke insert, update, delete on graphile_worker.migrations from ${APPLICATION_ROLE};
    do $$
    declare
      each record;
    begin
      for each in select tablename from pg_tables where schemaname = 'graphile_worker' and rowsecurity loop
        execute format('drop policy if exists application on graphile_worker.%I', each.tablename);
        execute format('create policy application on graphile_worker.%I to ${APPLICATION_ROLE} using (true) with check (true)', each.tablename);
      end loop;
    end
    $$;
  `);
}

/** Ends with this status when the sentence it said is all there is to know. */
const SAID = 3;

async function main(): Promise<void> {
  const appUrl = process.env.DATABASE_URL;
  if (!appUrl) return say('Set DATABASE_URL (and DATABASE_OWNER_URL if another role migrates).');
  const addresses = { appUrl, ownerUrl: process.env.DATABASE_OWNER_URL || appUrl };
  const unusable = await whyNotUsable(addresses);
  if (unusable) return say(unusable);
  try {
    await migrate(addresses);
  } catch (error) {
    if (error instanceof MissingRole) return say(error.message);
    throw error;
  }
  const unserved = await whyNotServed(addresses);
  if (unserved) say(unserved);
}

function say(sentence: string): void {
  console.error(sentence);
  process.exitCode = SAID;
}

if (process.argv[1] === import.meta.filename) await main();
