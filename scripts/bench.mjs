/**
 * `npm run bench`: measures what the product promises, beside a baseline of the same run.
 * `--only=apply,size` names measurements, an unknown name lists them; `--skip-start` leaves out the clean clone.
 */
import './node-version.mjs';
import { spawn } from 'node:child_process';
import path from 'node:path';
import { ROOT } from './start/options.mjs';
import { generate, install } from './start/prepare.mjs';
import { createProgress } from './start/progress.mjs';
import { cleanEnvironment } from './test/environment.mjs';

const progress = createProgress();
await install(progress);
await generate(progress);
const args = ['--import', 'tsx', path.join(ROOT, 'bench/main.ts'), ...process.argv.slice(2)];
const child = spawn(process.execPath, args, { cwd: ROOT, env: cleanEnvironment(), stdio: 'inherit' });
child.once('exit', (code) => (process.exitCode = code ?? 1));
