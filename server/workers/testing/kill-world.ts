import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Actor, Role } from '@/domain/access';
import { formatEstateFile } from '@/domain/estate/file/format';
import { type RunningLab, startLab } from '@/lab/testing';
import { type Database, openDatabase } from '@/server/db/client';
import { aPerson } from '@/server/testing/context';
import { createTestDatabase, type TestDatabase } from '@/server/testing/database';
import { setTestEnvironment } from '@/server/testing/environment';
import { asSystem, type Context } from '@/server/use-cases/context';
import { upsertSourcesFromFile } from '@/server/use-cases/sources/upsert-sources';
import { Fleet } from './fleet';
import { estateWithVbrs } from './kill-estate';

/** Everything of the product but the browser: a database, a lab, worker processes, and two people, on the real clock. */
export type KillWorld = {
  db: Database;
  appUrl: string;
  lab: RunningLab;
  fleet: Fleet;
  engineer: Context;
  approver: Context;
  as(role: Role): Context;
  close(): Promise<void>;
};

/** Long enough that a kill can fall into every part of a step, short enough to wait for. */
const LATENCY = { readMs: 5, writeMs: 80, routeMs: 400, bgpMs: 400, sessionMs: 300 };

export async function createKillWorld({ vbrs, workers }: { vbrs: number; workers: number }): Promise<KillWorld> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), 'causeway-kills-'));
  const estate = estateWithVbrs(vbrs);
  const lab = await startLab({ estate, latency: LATENCY });
  setTestEnvironment({ CAUSEWAY_DATA_DIR: dataDir, CAUSEWAY_ALLOWED_TARGETS: lab.endpoint });
  const database = await createTestDatabase();
  const db = openDatabase(database.appUrl);
  const base = { db, now: () => new Date(), newId: randomUUID };
  const fleet = new Fleet({ DATABASE_URL: database.appUrl, LOG_LEVEL: 'warn' });
  const world: KillWorld = {
    db,
    appUrl: database.appUrl,
    lab,
    fleet,
    engineer: { ...base, actor: await addPerson(db, 'erin', 'engineer') },
    approver: { ...base, actor: await addPerson(db, 'ada', 'approver') },
    as: (role) => ({ ...base, actor: aPerson(role, [role]) }),
    async close() {
      await fleet.close();
      await lab.close();
      await db.$disconnect();
      await dropWhenFree(database);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  try {
    await writeFile(path.join(dataDir, 'estate.yaml'), formatEstateFile(estate, 'yaml'));
    await writeFile(path.join(dataDir, 'sources.json'), JSON.stringify({ sources: [sourceOf(lab)] }));
    await upsertSourcesFromFile(asSystem(base, 'setup'), path.join(dataDir, 'sources.json'));
    await fleet.start(workers);
    await untilRead(db);
    return world;
  } catch (error) {
    await world.close();
    throw error;
  }
}

/** PostgreSQL notices a while later that a killed process is gone. */
async function dropWhenFree(database: TestDatabase): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await database.drop();
    } catch (error) {
      if (tries === 40) throw error;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  }
}

/** Changes are planned on what was observed: the first reading is waited for. */
async function untilRead(db: Database): Promise<void> {
  const end = Date.now() + 60_000;
  while ((await db.collectionRun.count({ where: { outcome: 'complete' } })) === 0) {
    if (Date.now() > end) throw new Error('the lab has not been read');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function sourceOf({ endpoint, accessKeyId, accessKeySecret }: RunningLab) {
  return {
    key: 'lab',
    name: 'Lab',
    settings: { system: 'vpc' },
    endpoint,
    protocol: 'http',
    region: 'cn-hangzhou',
    credential: { kind: 'access-key', accessKeyId, accessKeySecret },
    readOnly: false,
    callsPerMinute: 6_000,
    // Readings die with their workers too; what was read may not grow stale between two that live.
    intervalSeconds: 120,
    estateFile: 'estate.yaml',
  };
}

/** In the database too: the worker asks again whether they may. */
async function addPerson(db: Database, name: string, role: Role): Promise<Actor> {
  const actor = aPerson(name, [role]);
  const grants = [{ id: randomUUID(), role, grantedAt: new Date('2026-01-01T00:00:00.000Z') }];
  const data = { id: name, name, email: `${name}@example.net`, person: { create: { grants: { create: grants } } } };
  await db.user.create({ data });
  return actor;
}
