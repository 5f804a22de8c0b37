import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startProduct } from './start';

/** Starts at once, and says in which environment. */
const PRODUCT = `
import { writeFileSync } from 'node:fs';
const write = (name, value) => writeFileSync(process.env.CAUSEWAY_DATA_DIR + '/' + name, JSON.stringify(value));
const names = Object.keys(process.env).filter((name) => /^(DATABASE|CAUSEWAY)_/.test(name));
write('first-sign-in.json', { people: names.map((email) => ({ email, password: '' })) });
write('database.json', { DATABASE_URL: 'its own' });
console.log('Ready.');
setInterval(() => {}, 1000);
`;

describe('the product as the measurements start it', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'causeway-bench-test-'));
    await mkdir(path.join(folder, 'scripts'));
    await writeFile(path.join(folder, 'scripts/start.mjs'), PRODUCT);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('knows nothing of the database of the measurement before it', async () => {
    vi.stubEnv('DATABASE_URL', 'postgres://gone@127.0.0.1:1/gone');
    vi.stubEnv('CAUSEWAY_ENCRYPTION_KEY', 'of another');
    const product = await startProduct(folder, folder, 1);
    await product.stop();
    expect(product.people.map(({ email }) => email)).toEqual(['CAUSEWAY_DATA_DIR']);
    expect(product.databaseUrl).toBe('its own');
  });
});
