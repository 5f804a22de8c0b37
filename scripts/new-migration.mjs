/**
 * `npm run migration -- add_site_notes`: writes the next migration from the difference between the migrations and the schema, on
 * a throw-away PostgreSQL. Then edit its SQL by hand where the schema asks for it (`SQL:`); the next start applies it.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { startPostgres } from './postgres.mjs';

const ROOT = path.join(import.meta.dirname, '..');
const [name] = process.argv.slice(2);

/** Runs Prisma's own command line, on this terminal: it asks when a change would lose data. */
function prisma(args, ownerUrl) {
  const child = spawn(process.execPath, [path.join(ROOT, 'node_modules/prisma/build/index.js'), ...args], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_OWNER_URL: ownerUrl },
    stdio: 'inherit',
  });
  return new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
}

if (!/^[a-z][a-z0-9_]*$/.test(name ?? '')) {
  console.error('Name the migration in small letters: npm run migration -- add_site_notes');
  process.exit(1);
}
const dataDir = path.join(os.tmpdir(), `causeway-migration-${randomBytes(6).toString('hex')}`);
const postgres = await startPostgres({ dataDir, durable: false });
try {
  process.exitCode = await prisma(['migrate', 'dev', '--create-only', '--name', name], postgres.ownerUrl);
} finally {
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true });
}
