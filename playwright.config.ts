import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { defineConfig, devices } from '@playwright/test';

const chromium =
  process.env.CHROMIUM_PATH ??
  ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((each) => existsSync(each));
const port = Number(process.env.CAUSEWAY_E2E_PORT ?? 3210);
// This file is read again by every worker: what is chosen once travels in the environment.
const dataDir = (process.env.CAUSEWAY_E2E_DATA_DIR ??= path.join(
  os.tmpdir(),
  `causeway-e2e-${randomBytes(6).toString('hex')}`,
));

const chrome = { ...devices['Desktop Chrome'], channel: undefined };
const READING = '**/*.reading.spec.ts';

/** Journeys through the whole product, started as a newcomer starts it, on a world of its own. */
export default defineConfig({
  testDir: 'e2e',
  // All journeys share one estate: those that write to it go one after another, those that only read go beside them.
  workers: 2,
  fullyParallel: false,
  forbidOnly: Boolean(process.env.CI),
  retries: 1,
  // Other parts of the tests compute beside them.
  timeout: 180_000,
  expect: { timeout: 15_000 },
  use: {
    baseURL: `http://localhost:${port}`,
    // What is not there to be pressed is said so, before the test is out of time and its clean-up meets it half way.
    actionTimeout: 20_000,
    navigationTimeout: 30_000,
    // What was on the page and what was called, without a film of it, which costs more than the journey.
    trace: { mode: 'retain-on-failure', screenshots: false },
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: chromium,
      args: [
        '--no-sandbox',
        '--disable-dev-shm-usage',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    { name: 'writing', testIgnore: READING, workers: 1, use: chrome },
    { name: 'reading', testMatch: READING, workers: 1, use: chrome },
  ],
  // CAUSEWAY_E2E_RUNNING: against a product that runs already, while journeys are written.
  webServer: process.env.CAUSEWAY_E2E_RUNNING
    ? undefined
    : {
        command: `node scripts/start.mjs --port ${port} --scenario second-circuit --write-sign-in`,
        url: `http://localhost:${port}/api/health`,
        env: { CAUSEWAY_DATA_DIR: dataDir },
        timeout: 240_000,
        reuseExistingServer: false,
        stdout: 'pipe',
        gracefulShutdown: { signal: 'SIGTERM', timeout: 20_000 },
      },
});
