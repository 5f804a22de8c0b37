import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findKeys } from './keys.mjs';

describe('the keys of an installation', () => {
  let dataDir: string;
  let said: string[];
  const find = (environment: Record<string, string> = {}) =>
    findKeys({ dataDir, environment, say: (text) => said.push(text) });
  beforeEach(async () => {
    said = [];
    dataDir = await mkdtemp(path.join(os.tmpdir(), 'causeway-keys-'));
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  it('are made on the first start, closed to others, and it says where', async () => {
    const keys = await find();
    expect(Buffer.from(keys.CAUSEWAY_ENCRYPTION_KEY!, 'base64')).toHaveLength(32);
    expect(keys.CAUSEWAY_AUTH_SECRET).not.toBe(keys.CAUSEWAY_ENCRYPTION_KEY);
    const file = path.join(dataDir, 'keys.env');
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(said).toEqual([expect.stringContaining(file)]);
    expect(said.join()).not.toContain(keys.CAUSEWAY_ENCRYPTION_KEY);
  });

  it('are the same on the next start, without a word', async () => {
    const first = await find();
    said = [];
    await expect(find()).resolves.toEqual(first);
    expect(said).toEqual([]);
  });

  it('come from the environment where they are set, and are not written then', async () => {
    const keys = await find({ CAUSEWAY_ENCRYPTION_KEY: 'mine' });
    expect(keys.CAUSEWAY_ENCRYPTION_KEY).toBe('mine');
    expect(await readFile(path.join(dataDir, 'keys.env'), 'utf8')).not.toMatch(/^CAUSEWAY_ENCRYPTION_KEY/m);
  });

  it('that were lost are told apart from a first start', async () => {
    await mkdir(path.join(dataDir, 'postgres'));
    await find();
    expect(said[0]).toContain('credentials of sources must be entered again');
  });
});
