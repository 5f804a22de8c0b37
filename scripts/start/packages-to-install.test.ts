import { expect, it } from 'vitest';
import { packagesToInstall } from './packages-to-install.mjs';

it.each([
  ['a first start', {}, false, false, 'runs'],
  ['a second start', { runs: 'now' }, false, false, null],
  ['a start after another lockfile', { runs: 'before' }, false, false, 'runs'],
  ['the first test after a start', { runs: 'now' }, true, false, 'all'],
  ['a start after a test', { runs: 'now', all: 'now' }, false, true, null],
  ['a start after a test and another lockfile', { runs: 'before', all: 'before' }, false, true, 'all'],
  ['a start where somebody installed by hand', {}, false, true, 'all'],
  ['a test after a test', { runs: 'now', all: 'now' }, true, true, null],
] as const)('%s installs what it needs and takes nothing away', (_what, before, development, hasDevelopment, which) => {
  expect(packagesToInstall({ wanted: 'now', ...before, development, hasDevelopment })).toBe(which);
});
