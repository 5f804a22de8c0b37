import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';

// What a test wants to know of a log it asserts; the rest would only hide the report.
process.env.LOG_LEVEL ??= 'silent';

/** A database of a test's own. */
export type TestDatabase = {
  name: string;
  /** migrates and may alter tables */
  ownerUrl: string;
  /** what the product runs as: tests do the same */
  appUrl: string;
  drop(): Promise<void>;
};

/** Clones the migrated template: empty tables, the product's two roles, the queue ready. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { socketDir, ...template } = inject('template');
  const [ownerUrl, appUrl] = [template.ownerUrl, template.appUrl].map((url) => throughSocket(url, socketDir)) as [
    string,
    string,
  ];
  const name = `test_${randomBytes(8).toString('hex')}`;
  await maintain(ownerUrl, `create database ${name} template ${databaseOf(ownerUrl)}`);
  return {
    name,
    ownerUrl: withDatabase(ownerUrl, name),
    appUrl: withDatabase(appUrl, name),
    drop: () => dropDatabase(ownerUrl, name),
  };
}

/** The same address by the shorter way: a query through the network stack costs twice as much. */
function throughSocket(url: string, socketDir: string | undefined): string {
  const changed = new URL(url);
  if (socketDir) changed.searchParams.set('host', socketDir);
  return changed.toString();
}

function databaseOf(url: string): string {
  return new URL(url).pathname.slice(1);
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = name;
  return changed.toString();
}

const PATIENCE_MS = 10_000;

/**
 * A closed connection leaves its backend behind for a moment, and the owner may not end those of another role. The one that vacuums
 * may take long over a database with much in it: only a drop without force sends it away.
 */
async function dropDatabase(ownerUrl: string, name: string): Promise<void> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (let force = true; ; force = !force) {
    try {
      return await maintain(ownerUrl, `drop database if exists ${name} ${force ? 'with (force)' : ''}`);
    } catch (error) {
      const isInUse = error instanceof pg.DatabaseError && ['42501', '55006'].includes(error.code ?? '');
      if (!isInUse || Date.now() > giveUpAt) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** A template in use cannot be cloned, so the statement goes through the database that nobody uses. */
async function maintain(ownerUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: withDatabase(ownerUrl, 'postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
