import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate } from '@/scripts/migrate';
import { startPostgres } from '@/scripts/postgres.mjs';

/** One throw-away PostgreSQL per run, with a migrated database that the tests clone. */
export default async function setup(project: TestProject) {
  const dataDir = path.join(os.tmpdir(), `causeway-test-${randomBytes(6).toString('hex')}`);
  const postgres = await startPostgres({ dataDir, durable: false });
  const teardown = async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  try {
    await migrate(postgres);
  } catch (error) {
    await teardown();
    throw error;
  }
  const { ownerUrl, appUrl, socketDir } = postgres;
  project.provide('template', { ownerUrl, appUrl, socketDir });
  return teardown;
}

declare module 'vitest' {
  export interface ProvidedContext {
    template: { ownerUrl: string; appUrl: string; socketDir: string | undefined };
    /**
     * How many worker processes the crash tests kill; each project of vitest.config.ts says so. Where the time is up before as many
     * as are wanted, the least is enough.
     */
    kills: { wanted: number; least: number; withinMs: number };
  }
}
