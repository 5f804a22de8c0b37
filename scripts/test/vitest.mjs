import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { run } from './run.mjs';

/** Runs one project of vitest and counts its tests; a file that cannot be loaded counts as a failed one, no test at all too. */
export async function runTests(project) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'causeway-report-'));
  const file = path.join(folder, 'report.json');
  try {
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
    const { code, output } = await run('node_modules/vitest/vitest.mjs', ['run', '--project', project, ...reporters]);
    const report = JSON.parse(await readFile(file, 'utf8').catch(() => 'null'));
    if (!report) return { passed: 0, failed: 1, output };
    const unloadable = report.testResults.filter(
      (each) => each.status === 'failed' && each.assertionResults.length === 0,
    ).length;
    const failures = report.numFailedTests + unloadable;
    // Errors outside of any test, or nothing found to run, show in the exit code alone.
    const failed = failures === 0 && (code !== 0 || report.numTotalTests === 0) ? 1 : failures;
    return { passed: report.numPassedTests, failed, skipped: report.numPendingTests, output };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
