/** Keeps processes running: each in a group of its own, restarted with backoff, stopped in order. */
import { spawn } from 'node:child_process';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from './options.mjs';
import { Problem } from './problem.mjs';
import { startWatchdog } from './watchdog.mjs';

const READY_TIMEOUT_MS = 90_000;
const STEADY_MS = 60_000;
const MOST_BACKOFF_MS = 30_000;
/** So many ends in a row without being ready once: it cannot start. */
const MOST_FAILURES = 4;
const LAST_LINES = 25;

/**
 * @typedef {object} ProcessDefinition
 * @property {string} name
 * @property {() => { args: string[], env: Record<string, string | undefined> }} command asked anew for every start
 * @property {(event: object) => boolean} [isReady] looks at the JSON lines on standard output
 * @property {() => Promise<boolean>} [probe] asked again and again instead
 * @property {number} stopMs how long it may take to end before it is killed
 */

/** @param {{ logDir: string, say: (text: string) => void, verbose: boolean, onFatal: (problem: Problem) => void }} options */
export async function createSupervisor({ logDir, say, verbose, onFatal }) {
  await mkdir(logDir, { recursive: true, mode: 0o700 });
  const watchdog = startWatchdog();
  const running = [];
  const start = async (definition) => {
    const process = await supervise(definition, { logDir, say, verbose, onFatal, watchdog });
    running.push(process);
    return process.ready;
  };
  /** Latest first: who uses something ends before it. `together` names those that end at the same time. */
  const stop = async (together = []) => {
    await Promise.all(running.filter((each) => together.includes(each.name)).map((each) => each.stop()));
    for (const each of running.toReversed()) await each.stop();
    watchdog.end();
  };
  const kill = () => running.forEach((each) => each.kill());
  return { start, stop, kill };
}

/** @param {ProcessDefinition} definition */
async function supervise(definition, { logDir, say, verbose, onFatal, watchdog }) {
  const log = await openLog(path.join(logDir, `${definition.name}.log`));
  const tail = [];
  let child;
  let stopping = false;
  let wasReady = false;
  let failures = 0;
  let settle;
  const ready = new Promise((resolve, reject) => (settle = { resolve, reject }));
  ready.catch(() => {});

  const note = (line) => {
    log.write(`${line}\n`);
    tail.push(line);
    if (tail.length > LAST_LINES) tail.shift();
    if (verbose) console.log(`[${definition.name}] ${line}`);
  };
  const becomeReady = (event) => {
    wasReady = true;
    settle.resolve(event);
  };
  const fail = (text) => {
    const problem = new Problem(
      `The ${definition.name} ${text}. Its log is ${log.path}; it said last:\n\n${tail.join('\n')}`,
    );
    settle.reject(problem);
    if (wasReady) onFatal(problem);
  };

  const launch = () => {
    const { args, env } = definition.command();
    const startedAt = Date.now();
    let readyNow = false;
    const options = { cwd: ROOT, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] };
    // What they write (keys, worlds, logs) is for this account only.
    const umask = process.umask(0o077);
    child = spawn(process.execPath, args, options);
    process.umask(umask);
    const current = child;
    if (current.pid) watchdog.add(current.pid);
    const onReady = (event) => {
      readyNow = true;
      becomeReady(event);
    };
    createInterface({ input: current.stdout }).on('line', (line) => {
      note(line);
      const event = readyNow ? undefined : parseEvent(line);
      if (event && definition.isReady?.(event)) onReady(event);
    });
    createInterface({ input: current.stderr }).on('line', note);
    const isCurrent = () => child === current && current.exitCode === null && current.signalCode === null;
    if (definition.probe) void probeUntilReady(definition.probe, isCurrent, onReady);
    const late = setTimeout(() => {
      if (!readyNow && isCurrent()) killGroup(current, 'SIGKILL');
    }, READY_TIMEOUT_MS);
    current.once('error', (error) => note(error.message));
    current.once('close', (code, signal) => {
      clearTimeout(late);
      if (current.pid) watchdog.remove(current.pid);
      if (stopping) return;
      if (Date.now() - startedAt > STEADY_MS && readyNow) failures = 0;
      failures += 1;
      if (!readyNow && failures >= (wasReady ? MOST_FAILURES * 2 : MOST_FAILURES)) return fail('cannot start');
      const waitMs = Math.min(MOST_BACKOFF_MS, 250 * 2 ** failures);
      say(`The ${definition.name} ended (${signal ?? `code ${code}`}); starting it again in ${waitMs / 1000} s.`);
      void sleep(waitMs).then(() => stopping || launch());
    });
  };
  launch();

  const stop = async () => {
    stopping = true;
    await stopGroup(child, definition.stopMs);
    log.end();
  };
  const kill = () => {
    stopping = true;
    killGroup(child, 'SIGKILL');
  };
  return { name: definition.name, ready, stop, kill };
}

async function probeUntilReady(probe, isCurrent, onReady) {
  while (isCurrent()) {
    if (await probe()) return onReady({});
    await sleep(100);
  }
}

/** The log of the last start is kept beside the new one. */
async function openLog(file) {
  if (existsSync(file)) await rename(file, `${file}.1`);
  return createWriteStream(file, { mode: 0o600 });
}

function parseEvent(line) {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    // A line of its own that happens to begin with a brace.
    return undefined;
  }
}

async function stopGroup(child, stopMs) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise((resolve) => child.once('exit', resolve));
  killGroup(child, 'SIGTERM');
  const late = setTimeout(() => killGroup(child, 'SIGKILL'), stopMs);
  await closed;
  clearTimeout(late);
  // Grandchildren that did not listen.
  killGroup(child, 'SIGKILL');
}

function killGroup(child, signal) {
  if (!child?.pid) return;
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
