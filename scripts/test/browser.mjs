import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Problem } from '../start/problem.mjs';
import { aptCommand, aptInstall, mayAptInstall } from './apt.mjs';
import { run } from './run.mjs';

const INSTALL = aptCommand('chromium');
const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The journeys, in a browser, against the whole product on a world of its own. */
export async function runBrowserTests() {
  await ensureChromium();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'causeway-report-'));
  const dataDir = path.join(os.tmpdir(), `causeway-e2e-${randomBytes(6).toString('hex')}`);
  const report = path.join(folder, 'report.json');
  const environment = { PLAYWRIGHT_JSON_OUTPUT_NAME: report, CAUSEWAY_E2E_DATA_DIR: dataDir };
  try {
    const { code, output } = await run(
      'node_modules/@playwright/test/cli.js',
      ['test', '--reporter=list,json'],
      environment,
    );
    const { stats, errors = [], suites = [] } = JSON.parse(await readFile(report, 'utf8').catch(() => '{}'));
    if (!stats) return { passed: 0, failed: 1, output };
    const failures = stats.unexpected + errors.length;
    const failed = failures === 0 && code !== 0 ? 1 : failures;
    const unsteady = suites.flatMap(unsteadyIn);
    return { passed: stats.expected + stats.flaky, failed, skipped: stats.skipped, unsteady, output };
  } finally {
    await Promise.all([folder, dataDir].map((each) => rm(each, { recursive: true, force: true })));
  }
}

function unsteadyIn({ file, specs, suites = [] }) {
  const own = specs.filter(({ tests }) => tests.some(({ status }) => status === 'flaky'));
  return [...own.map(({ title }) => `${file}: ${title}`), ...suites.flatMap(unsteadyIn)];
}

/** Debian's Chromium: installed when we may, else the exact command is named. Never skipped in silence. */
async function ensureChromium() {
  if (findChromium()) return;
  if (!mayAptInstall()) {
    throw new Problem(
      `No Chromium was found. Install it with: sudo ${INSTALL}\nor name one with CHROMIUM_PATH=/path/to/chromium`,
    );
  }
  const isInstalled = await aptInstall('chromium');
  if (!isInstalled || !findChromium()) throw new Problem(`Chromium could not be installed. Try: ${INSTALL}`);
}

function findChromium() {
  return [process.env.CHROMIUM_PATH, ...PLACES].find((each) => each && existsSync(each));
}
