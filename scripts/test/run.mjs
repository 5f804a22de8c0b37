import { spawn } from 'node:child_process';
import path from 'node:path';
import { ROOT } from '../start/options.mjs';
import { cleanEnvironment } from './environment.mjs';

const LIMIT_MS = 30 * 60_000;

/** Runs a program of the project's packages to its end and keeps what it says. */
export function run(script, args, environment = {}) {
  const options = { cwd: ROOT, env: { ...cleanEnvironment(), ...environment }, stdio: ['ignore', 'pipe', 'pipe'] };
  const child = spawn(process.execPath, [path.join(ROOT, script), ...args], options);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk) => (output += chunk));
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => {
      output += `\nStopped: it took longer than ${LIMIT_MS / 60_000} minutes.\n`;
      child.kill('SIGKILL');
    }, LIMIT_MS);
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(late);
      resolve({ code, output });
    });
  });
}

/** A part that either holds or does not. */
export async function check(script, args, environment) {
  const { code, output } = await run(script, args, environment);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, output };
}
