import { randomUUID } from 'node:crypto';
import type { Actor, Grant, Role } from '@/domain/access';
import { type Database, openDatabase } from '@/server/db/client';
import type { Context } from '@/server/use-cases/context';
import { createTestDatabase } from './database';

process.env.CAUSEWAY_ENCRYPTION_KEY ??= Buffer.alloc(32, 7).toString('base64');
process.env.CAUSEWAY_AUTH_SECRET ??= 'a secret for tests only, long enough to be taken';
process.env.CAUSEWAY_BASE_URL ??= 'http://localhost:3000';
process.env.CAUSEWAY_ALLOWED_TARGETS ??= '127.0.0.1:4010';
process.env.DATABASE_URL ??= 'postgres://nobody:nothing@127.0.0.1:1/none';

/** A database of its own and contexts on it, for one test file. */
export type TestWorld = {
  db: Database;
  appUrl: string;
  ownerUrl: string;
  /** the same world seen by a person with these roles */
  as(...roles: readonly Role[]): Context;
  asJob(job?: string): Context;
  anonymous(): Context;
  /** moves the clock of every context */
  travel(milliseconds: number): void;
  now(): Date;
  close(): Promise<void>;
};

/** A person of tests, with rights held since long ago. */
export function aPerson(name: string, roles: readonly Role[], grantedAt = '2026-01-01T00:00:00.000Z'): Actor {
  const grants = roles.map((role): Grant => ({ role, grantedAt }));
  return { kind: 'person', id: name, name, email: `${name}@example.net`, grants, via: 'session' };
}

/** Opens a fresh migrated database; the clock stands still until it is told to move. */
export async function createTestWorld(): Promise<TestWorld> {
  const database = await createTestDatabase();
  const db = openDatabase(database.appUrl);
  let clock = new Date('2026-03-18T09:00:00.000Z').getTime();
  const context = (actor: Actor): Context => ({ db, actor, now: () => new Date(clock), newId: randomUUID });
  return {
    db,
    appUrl: database.appUrl,
    ownerUrl: database.ownerUrl,
    as: (...roles) => context(aPerson(roles.join('-'), roles)),
    asJob: (job = 'test') => context({ kind: 'system', job }),
    anonymous: () => context({ kind: 'anonymous' }),
    travel: (milliseconds) => (clock += milliseconds),
    now: () => new Date(clock),
    async close() {
      await db.$disconnect();
      await database.drop();
    },
  };
}
