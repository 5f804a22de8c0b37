/** Brings the checkout up to date: packages, generated client, build. Each only when what it is made from has changed. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, statfs, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ROOT } from './options.mjs';
import { packagesToInstall } from './packages-to-install.mjs';
import { Problem } from './problem.mjs';

const INSTALL_BYTES = 2_000 * 1024 * 1024;
const INSTALLED_FROM = ['package.json', 'package-lock.json', '.npmrc'];
/** What the build is made from. */
const SOURCES = [
  'app',
  'components',
  'domain',
  'server',
  'public',
  'next.config.ts',
  'postcss.config.mjs',
  'tsconfig.json',
];

const at = (...parts) => path.join(ROOT, ...parts);

/** Installs what is missing, or was installed from another lockfile. */
export async function install(progress, { development = true } = {}) {
  const stamp = at('node_modules/.causeway-installed');
  const whole = at('node_modules/.causeway-development');
  const which = packagesToInstall({
    wanted: await hashOf(INSTALLED_FROM),
    runs: await readText(stamp),
    all: await readText(whole),
    development,
    hasDevelopment: existsSync(whole) || existsSync(at('node_modules/knip')),
  });
  if (which === null) return;
  await refuseFullDisk();
  await progress.step('Installing packages', async () => {
    // npm takes a folder it was killed in the middle of for a whole package, and never looks again.
    const underWay = at('.cache/installing');
    if (existsSync(underWay)) await rm(at('node_modules'), { recursive: true, force: true });
    await mkdir(path.dirname(underWay), { recursive: true });
    await writeFile(underWay, '');
    // Said either way, whatever NODE_ENV says.
    const extent = which === 'all' ? '--include=dev' : '--omit=dev';
    await run(npm(), ['install', extent, '--no-audit', '--no-fund'], 'The packages could not be installed.');
    // The lockfile may have been completed for this platform.
    const installed = await hashOf(INSTALLED_FROM);
    await writeFile(stamp, installed);
    if (which === 'all') await writeFile(whole, installed);
    await rm(underWay, { force: true });
  });
}

/** Generates the database client when the schema has changed. */
export async function generate(progress) {
  const wanted = await hashOf(['prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json']);
  await whenChanged('generated', wanted, at('generated/prisma/client.ts'), () =>
    progress.step('Generating the database client', () =>
      run(
        process.execPath,
        [at('node_modules/prisma/build/index.js'), 'generate'],
        'The database client could not be generated.',
      ),
    ),
  );
}

/** Builds the web application when one of its sources has changed. */
export async function build(progress) {
  const wanted = await hashOf([...SOURCES, 'prisma/schema.prisma', 'package-lock.json']);
  await whenChanged('built', wanted, at('.next/BUILD_ID'), () =>
    progress.step('Building the web application', async () => {
      // A build that breaks off must not look like the one before it.
      await rm(at('.next/BUILD_ID'), { force: true });
      const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };
      await run(
        process.execPath,
        [at('node_modules/next/dist/bin/next'), 'build'],
        'The web application could not be built.',
        env,
      );
    }),
  );
}

async function whenChanged(name, wanted, product, work) {
  const stamp = at('.cache', name);
  if (existsSync(product) && (await readText(stamp)) === wanted) return;
  await rm(stamp, { force: true });
  await work();
  await mkdir(path.dirname(stamp), { recursive: true });
  await writeFile(stamp, wanted);
}

/** One hash over files and folders, by content and name; tests are nobody's source. */
export async function hashOf(targets) {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0]);
  const files = (await Promise.all(targets.map(list))).flat().sort();
  for (const file of files) hash.update(`\n${file}\n`).update(await readFile(at(file)));
  return hash.digest('hex');
}

async function list(target) {
  const entries = await readdir(at(target), { withFileTypes: true, recursive: true }).catch((error) => {
    if (error.code === 'ENOTDIR') return undefined;
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  if (!entries) return [target];
  return entries
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(ROOT, path.join(entry.parentPath, entry.name)));
}

async function readText(file) {
  return readFile(file, 'utf8').catch(() => undefined);
}

async function refuseFullDisk() {
  const { bavail, bsize } = await statfs(ROOT);
  if (bavail * bsize >= INSTALL_BYTES || existsSync(at('node_modules'))) return;
  const mebibytes = (bytes) => Math.floor(bytes / 1024 / 1024);
  throw new Problem(
    `The disk of ${ROOT} is full: ${mebibytes(bavail * bsize)} MiB free, ${mebibytes(INSTALL_BYTES)} MiB needed for the packages.`,
  );
}

function npm() {
  return process.platform === 'win32' ? 'npm.cmd' : 'npm';
}

/** Runs a program quietly; what it said is shown when it fails. */
function run(program, args, failure, env = process.env) {
  const child = spawn(program, args, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Problem(`${failure} ${error.message}`)));
    child.once('close', (code) => {
      if (code === 0) return resolve();
      const full = /ENOSPC|No space left on device/.test(output) ? 'The disk is full. ' : '';
      reject(new Problem(`${full}${failure} It said:\n\n${output.trim().split('\n').slice(-60).join('\n')}`));
    });
  });
}
