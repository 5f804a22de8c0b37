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
  const template = inject('template');
  const name = `test_${randomBytes(8).toString('hex')}`;
  await maintain(template.ownerUrl, `create database ${name} template ${databaseOf(template.ownerUrl)}`);
  return {
    name,
    ownerUrl: withDatabase(template.ownerUrl, name),
    appUrl: withDatabase(template.appUrl, name),
    drop: () => dropDatabase(template.ownerUrl, name),
  };
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

/** A closed connection leaves its backend behind for a moment, and the owner may not end those of another role. */
async function dropDatabase(ownerUrl: string, name: string): Promise<void> {
  const giveUpAt = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await maintain(ownerUrl, `drop database if exists ${name} with (force)`);
    } catch (error) {
      const isLeftBehind = error instanceof pg.DatabaseError && error.code === '42501';
      if (!isLeftBehind || Date.now() > giveUpAt) throw error;
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
