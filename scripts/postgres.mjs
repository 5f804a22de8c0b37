/**
 * A PostgreSQL of our own in a folder: initialised on first use, two roles, stopped with the process that started it. As root it
 * runs under another account, because PostgreSQL refuses root.
 */
import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, rename, rm, statfs, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { SHARED_HOME, findPostgres, isReachable, makeSharedFolder } from './postgres-binaries.mjs';

const DATABASE = 'causeway';
const SUPERUSER = 'causeway_super';
const OWNER = 'causeway_owner';
const APPLICATION = 'causeway_app';
const NEEDED_BYTES = 300 * 1024 * 1024;
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 15_000;
const HOST = '127.0.0.1';

const SETTINGS = {
  listen_addresses: HOST,
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
  log_timezone: 'UTC',
};
/** Nothing of a throw-away server outlives its run, so nothing waits for the disk. */
const THROW_AWAY_SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' };

/**
 * Starts PostgreSQL on a data folder and waits until it answers.
 * @param {{ dataDir: string, port?: number, durable: boolean }} options
 * @throws {Error} with one sentence for people: port busy, disk full, folder in use, folder not writable
 */
export async function startPostgres({ dataDir, port, durable }) {
  const account = await findAccount();
  const programs = await findPostgres({ foreignUser: account !== undefined });
  const home = await prepareHome(path.resolve(dataDir), account);
  await refuseFullDisk(home);
  await clearRemains(home);
  const passwords = await initialise({ home, programs, account });
  const running = await launch({ home, programs, account, port, durable });
  const url = (user) => `postgres://${user}:${passwords[user]}@${HOST}:${running.port}/${DATABASE}`;
  return { ...running, home, superuserUrl: url(SUPERUSER), ownerUrl: url(OWNER), appUrl: url(APPLICATION) };
}

/** A free port, as the system hands them out. */
export function findFreePort() {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, HOST, () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** The account that runs PostgreSQL when we are root: it must have an entry, initdb asks for its name. */
async function findAccount() {
  if (process.getuid?.() !== 0) return undefined;
  const lines = (await readFile('/etc/passwd', 'utf8')).split('\n').map((line) => line.split(':'));
  const found = ['postgres', 'nobody'].map((name) => lines.find(([each]) => each === name)).find(Boolean);
  if (!found)
    throw new Error('PostgreSQL refuses to run as root and there is no account "postgres" or "nobody" to run it as.');
  return { uid: Number(found[2]), gid: Number(found[3]) };
}

/** The folder that holds cluster, log and passwords. Below a closed home root must keep it elsewhere; a note says where. */
async function prepareHome(dataDir, account) {
  try {
    await mkdir(dataDir, { recursive: true, mode: account ? 0o711 : 0o700 });
    if (!account || (await isReachable(dataDir))) return dataDir;
    const key = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
    const home = path.join(SHARED_HOME, key);
    const note = path.join(dataDir, 'location.txt');
    await makeSharedFolder(SHARED_HOME);
    // The folder that pointed here was deleted, and its keys with it: the old cluster is kept, but not used.
    if (existsSync(home) && !existsSync(note)) await rename(home, `${home}.orphaned-${Date.now()}`);
    await makeSharedFolder(home);
    await writeFile(note, `${home}\n`);
    return home;
  } catch (error) {
    if (error.code === 'EACCES' || error.code === 'EROFS')
      throw new Error(`The data folder ${dataDir} cannot be written: ${error.message}`);
    if (error.code === 'ENOSPC') throw fullDisk(dataDir, 0);
    throw error;
  }
}

async function refuseFullDisk(home) {
  const { bavail, bsize } = await statfs(home);
  if (bavail * bsize < NEEDED_BYTES) throw fullDisk(home, bavail * bsize);
}

function fullDisk(folder, free) {
  const mebibytes = (bytes) => Math.floor(bytes / 1024 / 1024);
  return new Error(
    `The disk of ${folder} is full: ${mebibytes(free)} MiB free, ${mebibytes(NEEDED_BYTES)} MiB needed. Free some space and start again.`,
  );
}

/** After a crash: a server that outlived its starter is stopped, a lock file without a server is removed. */
async function clearRemains(home) {
  const starter = Number(await readFile(path.join(home, 'starter.pid'), 'utf8').catch(() => '0'));
  if (starter !== process.pid && isAlive(starter) && (await commandOf(starter)).includes('node')) {
    throw new Error(`The database in ${home} is in use by process ${starter}. Stop it first.`);
  }
  const lock = path.join(home, 'cluster', 'postmaster.pid');
  const pid = Number((await readFile(lock, 'utf8').catch(() => '0')).split('\n')[0]);
  if (pid === 0) return;
  if (isAlive(pid) && (await commandOf(pid)).includes(path.join(home, 'cluster'))) await terminate(pid, 'SIGINT');
  await rm(lock, { force: true });
}

/** The command line of a process; empty where the system does not tell. */
async function commandOf(pid) {
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ');
}

/** Runs initdb and makes roles and database in a draft folder, renamed when whole: an interrupted first start starts again. */
async function initialise({ home, programs, account }) {
  const cluster = path.join(home, 'cluster');
  const passwordsFile = path.join(home, 'passwords.json');
  if (existsSync(cluster)) return JSON.parse(await readFile(passwordsFile, 'utf8'));
  const passwords = Object.fromEntries(
    [SUPERUSER, OWNER, APPLICATION].map((role) => [role, randomBytes(24).toString('hex')]),
  );
  await writeFile(passwordsFile, JSON.stringify(passwords, null, 2), { mode: 0o600 });
  const draft = path.join(home, 'cluster.draft');
  const passwordFile = path.join(home, 'superuser.password');
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await writeFile(passwordFile, passwords[SUPERUSER], { mode: 0o600 });
  if (account) await Promise.all([draft, passwordFile].map((each) => chown(each, account.uid, account.gid)));
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--locale=C.UTF-8'];
  const access = ['-U', SUPERUSER, `--pwfile=${passwordFile}`, '-A', 'scram-sha-256'];
  await run(programs.initdb, ['-D', draft, ...access, ...locale, '--no-sync'], { account, home });
  await rm(passwordFile);
  await run(programs.postgres, ['--single', '-D', draft, 'postgres'], { account, home, input: rolesSql(passwords) });
  await rename(draft, cluster);
  return passwords;
}

/** One statement a line: single-user mode reads line by line. */
function rolesSql(passwords) {
  return [
    `create role ${OWNER} login createdb password '${passwords[OWNER]}'`,
    `create role ${APPLICATION} login password '${passwords[APPLICATION]}'`,
    `create database ${DATABASE} owner ${OWNER}`,
    `revoke all on database ${DATABASE} from public`,
    `grant connect on database ${DATABASE} to ${APPLICATION}`,
    '',
  ].join(';\n');
}

async function run(program, args, { account, home, input }) {
  const child = spawn(program, args, { ...account, cwd: '/', env: childEnv(), stdio: ['pipe', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  child.stdin.on('error', (error) => (output += `${error.message}\n`));
  child.stdin.end(input ?? '');
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  // Single-user mode answers a failed statement with a line and goes on.
  if (code === 0 && !/^.*(ERROR|FATAL):/m.test(output)) return;
  throw explain(output, home);
}

function childEnv() {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}

async function launch({ home, programs, account, port, durable }) {
  const attempts = port ? 1 : 5;
  for (let attempt = 1; ; attempt += 1) {
    const chosen = port || (await findFreePort());
    try {
      return await launchOn({ home, programs, account, port: chosen, durable });
    } catch (error) {
      // Between finding a port free and taking it, somebody else may have.
      if (error.code !== 'EADDRINUSE' || attempt === attempts) throw error;
    }
  }
}

async function launchOn({ home, programs, account, port, durable }) {
  const cluster = path.join(home, 'cluster');
  const logFile = path.join(home, 'postgres.log');
  const log = openSync(logFile, 'w', 0o600);
  const socketDir = durable ? undefined : await makeSocketDir(home, account);
  const sockets = socketDir ? { unix_socket_directories: socketDir } : {};
  const settings = { ...SETTINGS, ...(durable ? {} : THROW_AWAY_SETTINGS), ...sockets, port: String(port) };
  const args = ['-D', cluster, ...Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])];
  const options = { ...account, cwd: '/', env: childEnv(), detached: true, stdio: ['ignore', log, log] };
  const child = spawn(programs.postgres, args, options);
  closeSync(log);
  const exited = new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? code));
  });
  await waitUntilReady({ cluster, exited, logFile, home, pid: child.pid });
  await writeFile(path.join(home, 'starter.pid'), String(process.pid));
  await chmod(logFile, 0o600);
  const watch = watchOver(child.pid, durable ? undefined : home);
  const stop = async () => {
    watch?.kill('SIGKILL');
    await terminate(child.pid, durable ? 'SIGINT' : 'SIGQUIT');
    await rm(path.join(home, 'starter.pid'), { force: true });
    if (!durable) await rm(home, { recursive: true, force: true });
  };
  child.unref();
  return { port, pid: child.pid, logFile, socketDir, exited, stop };
}

/** A door for tests, who knock so often that the way through the network stack is most of their time. */
async function makeSocketDir(home, account) {
  const folder = path.join(home, 'socket');
  // A longer path does not fit into a socket's address.
  if (process.platform === 'win32' || folder.length > 80) return undefined;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (account) await chown(folder, account.uid, account.gid);
  return folder;
}

/** Ready is what the server itself writes into line 8 of its lock file. */
async function waitUntilReady({ cluster, exited, logFile, home, pid }) {
  let ended = false;
  void exited.then(() => (ended = true));
  for (const deadline = Date.now() + START_TIMEOUT_MS; Date.now() < deadline; await sleep(10)) {
    if (ended) throw explain(await readFile(logFile, 'utf8'), home);
    const lines = (await readFile(path.join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
    if (Number(lines[0]) === pid && lines[7]?.trim() === 'ready') return;
  }
  await terminate(pid, 'SIGQUIT');
  throw new Error(`PostgreSQL did not get ready in ${START_TIMEOUT_MS / 1000} s; its log is ${logFile}.`);
}

/** What went wrong, in one sentence. */
function explain(output, home) {
  if (/No space left on device/.test(output)) return fullDisk(home, 0);
  const busy = /could not bind IPv4 address[^\n]*: Address already in use/.test(output);
  if (busy) {
    const port = /Is another postmaster already running on port (\d+)/.exec(output)?.[1];
    return Object.assign(
      new Error(
        `The port ${port ?? 'of PostgreSQL'} is in use by another program. Choose another or stop that program.`,
      ),
      { code: 'EADDRINUSE' },
    );
  }
  if (/database files are incompatible with server/.test(output)) {
    return new Error(
      `The database in ${home} was made by another PostgreSQL version. Move the folder away or set DATABASE_URL.`,
    );
  }
  return new Error(`PostgreSQL could not start on ${home}:\n${output.trim().split('\n').slice(-8).join('\n')}`);
}

/** Stops the server when this process dies without stopping it: the end of a pipe is noticed even after SIGKILL. */
function watchOver(pid, throwAwayHome) {
  if (process.platform === 'win32') return undefined;
  const script = 'while read -r _; do :; done; kill -s "$2" "$1"; if [ -n "$3" ]; then sleep 1; rm -rf "$3"; fi';
  const args = ['-c', script, 'watch', String(pid), throwAwayHome ? 'QUIT' : 'INT', throwAwayHome ?? ''];
  const child = spawn('/bin/sh', args, { cwd: '/', detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
  child.on('error', (error) => console.error(`Nobody watches over PostgreSQL (process ${pid}): ${error.message}`));
  child.unref();
  child.stdin.unref?.();
  return child;
}

async function terminate(pid, signal) {
  for (const each of [signal, 'SIGQUIT', 'SIGKILL']) {
    if (!isAlive(pid)) return;
    process.kill(pid, each);
    for (const deadline = Date.now() + STOP_TIMEOUT_MS; Date.now() < deadline; await sleep(10))
      if (!isAlive(pid)) return;
  }
}

function isAlive(pid) {
  if (!pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  const stat = `/proc/${pid}/stat`;
  // Dead, but nobody has taken note: containers often lack the process that would.
  return !existsSync(stat) || !/\) Z /.test(readFileSync(stat, 'utf8'));
}
