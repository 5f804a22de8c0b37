/**
 * `npm test`: everything that must hold, one line each as it ends, then `N passed, N failed`.
 * `--quick` is what `npm run verify` runs; `--only=unit,e2e` names parts.
 */
import './node-version.mjs';
import { generate, install } from './start/prepare.mjs';
import { Problem, toSentence } from './start/problem.mjs';
import { createProgress } from './start/progress.mjs';
import { PARTS, QUICK } from './test/parts.mjs';

const NAME_WIDTH = Math.max(...PARTS.map(({ name }) => name.length));

/** @param {string[]} args */
function choose(args) {
  const only = args
    .find((arg) => arg.startsWith('--only='))
    ?.slice('--only='.length)
    .split(',');
  const unknownArgument = args.find((arg) => !arg.startsWith('--only=') && arg !== '--quick');
  const names = PARTS.map(({ name }) => name);
  const unknown = only?.find((name) => !names.includes(name)) ?? unknownArgument;
  if (unknown !== undefined)
    throw new Problem(
      `There is no part "${unknown}". Usage: node scripts/test.mjs [--quick] [--only=${names.join(',')}]`,
    );
  if (only) return PARTS.filter(({ name }) => only.includes(name));
  return PARTS.filter(({ name, onDemand }) => !onDemand && (!args.includes('--quick') || QUICK.includes(name)));
}

async function runPart(part, former) {
  await former;
  const began = performance.now();
  const outcome = await part.run().catch((error) => ({ passed: 0, failed: 1, output: toSentence(error) }));
  return { ...outcome, seconds: (performance.now() - began) / 1000 };
}

function report(part, { passed, failed, skipped = 0, unsteady = [], seconds, output }) {
  const counts = [
    `${passed} passed`.padStart(12),
    `${failed} failed`.padStart(10),
    skipped ? `${skipped} skipped`.padStart(11) : ''.padStart(11),
  ];
  if (failed > 0) console.log(`\n${output.trimEnd()}\n`);
  // What cannot run here says so in one line of its own, as does what goes on for as long as there is time.
  for (const [line] of output.matchAll(/(?:Not run|Killed|Accidents): .*$/gm)) console.log(`  ${line}`);
  for (const test of unsteady) console.log(`  Unsteady, passed on the second try: ${test}`);
  console.log(
    `${failed > 0 ? '✗' : '✓'} ${part.name.padEnd(NAME_WIDTH)} ${counts.join('')} ${seconds.toFixed(1).padStart(8)} s`,
  );
}

/** Two at a time, in their order; the long wait of the journeys is filled with what computes. */
async function runAll(parts) {
  const totals = { passed: 0, failed: 0 };
  const ends = new Map();
  const work = async (waiting) => {
    for (let part = waiting.shift(); part; part = waiting.shift()) {
      const end = runPart(part, ends.get(part.after));
      ends.set(part.name, end);
      const outcome = await end;
      report(part, outcome);
      totals.passed += outcome.passed;
      totals.failed += outcome.failed;
    }
  };
  for (const group of groupsOf(parts)) await Promise.all([work(group), work(group)]);
  return totals;
}

function groupsOf(parts) {
  const beside = parts.filter(({ alone }) => !alone);
  const groups = parts.filter(({ alone }) => alone).map((part) => [part]);
  return [beside, ...groups];
}

try {
  const parts = choose(process.argv.slice(2));
  const progress = createProgress();
  await install(progress);
  await generate(progress);
  const { passed, failed } = await runAll(parts);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
} catch (error) {
  console.error(toSentence(error));
  process.exitCode = 1;
}
