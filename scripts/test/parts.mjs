/** The parts of `npm test`, in the order in which they begin. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../start/options.mjs';
import { build } from '../start/prepare.mjs';
import { createProgress } from '../start/progress.mjs';
import { runBrowserTests } from './browser.mjs';
import { findDeadLinks } from './doc-links.mjs';
import { ensureKubectl } from './kubectl.mjs';
import { check, run } from './run.mjs';
import { runTests } from './vitest.mjs';

const LAYERS = ['app', 'components', 'domain', 'server', 'lab', 'cli', 'e2e', 'scripts'];

/** Types of pages and of style sheets come from Next itself; a clean clone has none yet. */
async function checkTypes() {
  const generated = await check('node_modules/next/dist/bin/next', ['typegen'], { NEXT_TELEMETRY_DISABLED: '1' });
  if (generated.failed) return generated;
  return check('node_modules/typescript/bin/tsc', ['--noEmit', '--pretty']);
}

/** Seeing nothing would look like success. */
async function checkBoundaries() {
  const present = LAYERS.filter((each) => existsSync(path.join(ROOT, each)));
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...present];
  const { output } = await run('node_modules/dependency-cruiser/bin/dependency-cruise.mjs', args);
  let summary;
  try {
    ({ summary } = JSON.parse(output));
  } catch {
    return { passed: 0, failed: 1, output };
  }
  const lines = summary.violations.map(({ rule, from, to, cycle }) => {
    const target = cycle?.length ? cycle.map(({ name }) => name).join(' → ') : to;
    return `${rule.severity} ${rule.name}: ${from} → ${target}`;
  });
  if (summary.totalCruised === 0) lines.push('No module was seen at all.');
  const failed = summary.error > 0 || summary.totalCruised === 0;
  return { passed: failed ? 0 : 1, failed: failed ? 1 : 0, output: lines.join('\n') };
}

async function checkLinks() {
  const dead = await findDeadLinks();
  return { passed: dead.length === 0 ? 1 : 0, failed: dead.length === 0 ? 0 : 1, output: dead.join('\n') };
}

async function runContracts() {
  await ensureKubectl();
  return runTests('contract');
}

async function checkBuild() {
  await build(createProgress(() => {}));
  return { passed: 1, failed: 0, output: '' };
}

/**
 * `after`: waits for another, where that runs too: both write into `.next`, or both keep a small machine busy with what is timed.
 * `alone`: nothing runs beside it. `onDemand`: only when named.
 * @type {{ name: string, after?: string, alone?: boolean, onDemand?: boolean, run: () => Promise<{ passed: number, failed: number, skipped?: number, unsteady?: string[], output: string }> }[]}
 */
export const PARTS = [
  { name: 'format', run: () => check('node_modules/prettier/bin/prettier.cjs', ['--check', '.']) },
  { name: 'build', run: checkBuild },
  { name: 'lint', run: () => check('node_modules/eslint/bin/eslint.js', ['.', '--max-warnings=0']) },
  { name: 'e2e', after: 'build', run: runBrowserTests },
  { name: 'types', after: 'build', run: checkTypes },
  { name: 'boundaries', run: checkBoundaries },
  { name: 'dead-code', run: () => check('node_modules/knip/bin/knip.js', ['--no-progress']) },
  { name: 'doc-links', run: checkLinks },
  { name: 'unit', run: () => runTests('domain', 'unit', 'replacing') },
  { name: 'contract', run: runContracts },
  { name: 'netns', run: () => runTests('netns') },
  // The kernel's sessions are mostly waited for, so there is room beside them.
  { name: 'integration', after: 'e2e', run: () => runTests('integration') },
  { name: 'chaos', alone: true, onDemand: true, run: () => runTests('chaos') },
];

export const QUICK = ['format', 'lint', 'types', 'boundaries', 'dead-code', 'doc-links', 'unit'];
