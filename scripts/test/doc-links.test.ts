import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDeadLinks } from './doc-links.mjs';

describe('links of the documents', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'causeway-links-'));
    await mkdir(path.join(folder, 'docs/adr'), { recursive: true });
    await writeFile(
      path.join(folder, 'docs/adr/0001-one.md'),
      '# 1. One\n\n## Why `so`, then?\n\n[up](../../README.md)\n',
    );
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));
  const deadIn = async (text: string) => {
    await writeFile(path.join(folder, 'README.md'), text);
    return findDeadLinks(folder);
  };

  it.each([
    '[one](docs/adr/0001-one.md)',
    '[folder](docs/adr)',
    '[from the root](/docs/adr/0001-one.md)',
    '[with a title](docs/adr/0001-one.md "One")',
    '[a heading](docs/adr/0001-one.md#why-so-then)',
    '# Here\n\n[below](#here)',
    '[elsewhere](https://example.com/none.md)',
    '`[code](none.md)`',
    '```md\n[code](none.md)\n```',
  ])('holds: %j', async (text) => {
    await expect(deadIn(text)).resolves.toEqual([]);
  });

  it.each([
    ['[gone](docs/none.md)', 'README.md: docs/none.md (no such file)'],
    ['![picture](docs/none.png)', 'README.md: docs/none.png (no such file)'],
    ['[heading](docs/adr/0001-one.md#two)', 'README.md: docs/adr/0001-one.md#two (no such heading)'],
    ['[below](#nowhere)', 'README.md: #nowhere (no such heading)'],
  ])('is dead: %j', async (text, expected) => {
    await expect(deadIn(text)).resolves.toEqual([expected]);
  });
});
