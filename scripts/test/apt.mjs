import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';

/** As a person would type it. */
export function aptCommand(name) {
  return `apt-get install -y --no-install-recommends ${name}`;
}

/** Only Debian has it, and only root may. */
export function mayAptInstall() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** Installs a package of Debian; false when that did not work. */
export async function aptInstall(name) {
  const code = await new Promise((resolve, reject) => {
    const child = spawn('/bin/sh', ['-c', `apt-get update && ${aptCommand(name)}`], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.once('error', reject);
    child.once('close', resolve);
  });
  return code === 0;
}
