import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Actor, Role } from '@/domain/access';
import { migrate } from '@/scripts/migrate';
import { findFreePort, startPostgres } from '@/scripts/postgres.mjs';
import { type Database, openDatabase } from '@/server/db/client';
import { setTestEnvironment } from '@/server/testing/environment';
import type { Context } from '@/server/use-cases/context';

/** A database as `npm start` runs it, and ports for labs that sources may point at. */
export type BenchWorld = {
  db: Database;
  appUrl: string;
  dataDir: string;
  ports: number[];
  system: Context;
  person(name: string, role: Role): Promise<Context>;
  close(): Promise<void>;
};

const PORTS = 8;
/** Chosen once: what sources may point at is parsed once in a process. */
let ports: number[] = [];

export async function openWorld(): Promise<BenchWorld> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'causeway-bench-'));
  const postgres = await startPostgres({ dataDir: path.join(dataDir, 'postgres'), durable: true });
  await migrate(postgres);
  if (ports.length === 0) ports = await Promise.all(Array.from({ length: PORTS }, () => findFreePort()));
  setTestEnvironment({
    DATABASE_URL: postgres.appUrl,
    CAUSEWAY_ENCRYPTION_KEY: Buffer.alloc(32, 7).toString('base64'),
    CAUSEWAY_AUTH_SECRET: 'a secret for measurements only, long enough to be taken',
    CAUSEWAY_BASE_URL: 'http://localhost:3000',
    CAUSEWAY_DATA_DIR: dataDir,
    CAUSEWAY_ALLOWED_TARGETS: ports.map((port) => `127.0.0.1:${port}`).join(','),
    LOG_LEVEL: 'warn',
  });
  const db = openDatabase(postgres.appUrl);
  const base = { db, now: () => new Date(), newId: randomUUID };
  return {
    db,
    appUrl: postgres.appUrl,
    dataDir,
    ports,
    system: { ...base, actor: { kind: 'system', job: 'bench' } },
    person: async (name, role) => ({ ...base, actor: await addPerson(db, name, role) }),
    async close() {
      await db.$disconnect();
      await postgres.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function addPerson(db: Database, name: string, role: Role): Promise<Actor> {
  const grantedAt = '2026-01-01T00:00:00.000Z';
  const email = `${name}@example.net`;
  const grants = [{ id: randomUUID(), role, grantedAt: new Date(grantedAt) }];
  await db.user.create({ data: { id: name, name, email, person: { create: { grants: { create: grants } } } } });
  return { kind: 'person', id: name, name, email, grants: [{ role, grantedAt }], via: 'session' };
}
