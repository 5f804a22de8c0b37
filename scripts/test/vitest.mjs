import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from '../start/options.mjs';
import { run } from './run.mjs';

const UNSTEADY = path.join(ROOT, 'scripts/test/unsteady.mjs');

/** Runs projects of vitest and counts its tests; a file that cannot be loaded counts as a failed one, no test at all too. */
export async function runTests(...projects) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'causeway-report-'));
  const file = path.join(folder, 'report.json');
  const unsteadyFile = path.join(folder, 'unsteady.txt');
  try {
    const reporters = ['default', 'json', UNSTEADY].map((each) => `--reporter=${each}`);
    const args = ['run', ...projects.map((each) => `--project=${each}`), ...reporters, `--outputFile.json=${file}`];
    const { code, output } = await run('node_modules/vitest/vitest.mjs', args, { UNSTEADY_FILE: unsteadyFile });
    const report = JSON.parse(await readFile(file, 'utf8').catch(() => 'null'));
    if (!report) return { passed: 0, failed: 1, output };
    const unloadable = report.testResults.filter(
      (each) => each.status === 'failed' && each.assertionResults.length === 0,
    ).length;
    const failures = report.numFailedTests + unloadable;
    // Errors outside of any test, or nothing found to run, show in the exit code alone.
    const failed = failures === 0 && (code !== 0 || report.numTotalTests === 0) ? 1 : failures;
    const unsteady = (await readFile(unsteadyFile, 'utf8')).split('\n').filter(Boolean);
    return { passed: report.numPassedTests, failed, skipped: report.numPendingTests, unsteady, output };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
