import { spawnSync } from 'node:child_process';
import { aptInstall, mayAptInstall } from './apt.mjs';

/**
 * Debian's kubectl, installed when we may. Where it is not to be had that is no failure: what needs it says so and is counted as
 * skipped.
 */
export async function ensureKubectl() {
  if (!isThere() && mayAptInstall()) await aptInstall('kubernetes-client');
}

function isThere() {
  return spawnSync('kubectl', ['version', '--client'], { stdio: 'ignore' }).status === 0;
}
