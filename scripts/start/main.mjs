/** The order of things on `npm start`. */
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { openDatabaseServer, runTask } from './database.mjs';
import { findKeys } from './keys.mjs';
import { readHolder, takeLock, waitForLock } from './lock.mjs';
import { ROOT, parseOptions } from './options.mjs';
import { openPorts, refuseBusyPort } from './ports.mjs';
import { build, generate, install } from './prepare.mjs';
import { labProcess, sourcesFile, webProcess, workerProcess } from './processes.mjs';
import { Problem, toSentence } from './problem.mjs';
import { createProgress } from './progress.mjs';
import { createSupervisor } from './supervisor.mjs';

/** What has to be undone, latest first. */
const undo = [];

/** @param {string[]} args */
export async function main(args) {
  const progress = createProgress();
  let ending;
  const end = (code, sentence) => (ending ??= close(code, sentence));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // Asked twice: at once.
      if (ending) process.exit(130);
      console.log('\nStopping ...');
      void end(0);
    });
  }
  try {
    const options = parseOptions(args, process.env);
    if (options.resetPassword) await resetPassword(options, progress, end);
    else if (options.verifyAudit) await verifyAudit(options, progress, end);
    else await start(options, progress, end);
  } catch (error) {
    if (!ending) await end(1, toSentence(error));
  }
}

async function close(code, sentence) {
  if (sentence) console.error(`\n${sentence}\n`);
  for (const each of undo.toReversed()) await each().catch((error) => console.error(toSentence(error)));
  process.exit(code);
}

async function start(options, progress, end) {
  await mkdir(options.dataDir, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 });
  const url = process.env.CAUSEWAY_BASE_URL || `http://localhost:${options.port}`;
  undo.push(await takeLock(path.join(options.dataDir, 'start.lock'), { url }));
  await refuseBusyPort(options);
  const { database, keys, ports, building } = await prepare(options, progress, end);
  const supervisor = await createSupervisor({
    logDir: path.join(options.dataDir, 'logs'),
    say: progress.say,
    verbose: options.verbose || options.dev,
    onFatal: (problem) => void end(1, problem.message),
  });
  undo.push(() => supervisor.stop(['web', 'worker']));
  process.on('exit', supervisor.kill);

  const base = {
    ...process.env,
    ...keys,
    CAUSEWAY_BASE_URL: url,
    CAUSEWAY_DATA_DIR: options.dataDir,
    PORT: String(options.port),
  };
  const lab = options.lab ? await startLab({ options, supervisor, ports, environment: base, progress }) : {};
  const environment = { ...base, ...database.environment, ...lab };
  // Only what migrates may know the owner.
  delete environment.DATABASE_OWNER_URL;
  const setup = await runTask('scripts/setup.ts', [], environment, 'The first people and sources could not be set up.');
  // At once: should something fail after this, nobody would ever see them.
  if (setup.people) await showPeople({ options, url, people: setup.people });
  await building;
  await progress.step('Starting web and worker', () =>
    Promise.all([
      supervisor.start(webProcess({ options, environment })),
      supervisor.start(workerProcess({ options, environment })),
    ]),
  );
  greet({ options, url, isFirst: Boolean(setup.people), progress });
}

/** Packages and client first; then the build beside the database. */
async function prepare(options, progress, end) {
  const prepared = await waitForLock(path.join(ROOT, '.cache/prepare.lock'), (pid) =>
    progress.say(`Waiting for process ${pid}, which prepares this checkout.`),
  );
  undo.push(prepared);
  await install(progress, { development: options.dev });
  await generate(progress);
  const building = (options.dev ? Promise.resolve() : build(progress)).then(prepared);
  building.catch((error) => void end(1, toSentence(error)));
  const keys = await findKeys({ dataDir: options.dataDir, environment: process.env, say: progress.say });
  const ports = await openPorts(options.dataDir);
  const database = await openDatabaseServer({ options, ports, progress, onExit: (sentence) => void end(1, sentence) });
  undo.push(database.stop);
  return { database, keys, ports, building };
}

async function startLab({ options, supervisor, ports, environment, progress }) {
  let chosen = { lab: await ports.recall('lab'), labAdmin: await ports.recall('labAdmin') };
  const definition = labProcess({ options, environment, ports: () => chosen });
  const { port, adminPort, targets } = await progress.step('Starting the lab', () => supervisor.start(definition));
  chosen = { lab: port, labAdmin: adminPort };
  await ports.remember(chosen);
  const given = process.env.CAUSEWAY_ALLOWED_TARGETS;
  return {
    CAUSEWAY_SOURCES_FILE: sourcesFile(options),
    CAUSEWAY_ALLOWED_TARGETS: [given, ...targets].filter(Boolean).join(','),
  };
}

async function showPeople({ options, url, people }) {
  const width = Math.max(...people.map(({ email }) => email.length));
  console.log('\n  Sign in as one of these. The passwords are shown this once: keep them.\n');
  for (const { email, password, roles } of people)
    console.log(`    ${email.padEnd(width)}   ${password}   ${roles.join(', ')}`);
  console.log('');
  if (!options.writeSignIn) return;
  await writeFile(path.join(options.dataDir, 'first-sign-in.json'), JSON.stringify({ url, people }, null, 2), {
    mode: 0o600,
  });
}

function greet({ options, url, isFirst, progress }) {
  progress.say('Ready.');
  console.log(`\n  Causeway   ${url}\n`);
  if (isFirst) console.log('  Sign in with one of the passwords above.');
  else console.log('  The passwords were shown on the first start. A new one:  npm start -- --reset-password EMAIL');
  console.log(`\n  Data and logs   ${options.dataDir}\n  Ctrl-C stops all of it.\n`);
}

async function resetPassword(options, progress, end) {
  const environment = await openForTask(options, progress, end, 'a password is being reset');
  const failure = `The password of ${options.resetPassword} could not be reset.`;
  const { password } = await runTask('scripts/reset-password.ts', [options.resetPassword], environment, failure);
  console.log(`\n  ${options.resetPassword}   ${password}\n`);
  await end(0);
}

async function verifyAudit(options, progress, end) {
  const environment = await openForTask(options, progress, end, 'the audit is being verified');
  const { intact, lines } = await runTask('scripts/verify-audit.ts', [], environment, 'The audit could not be read.');
  console.log(`\n${lines.map((line) => `  ${line}`).join('\n')}\n`);
  await end(intact ? 0 : 1);
}

/** The database of the product that runs: the embedded one's addresses are kept, others are not ours to write down. */
async function databaseOf(options) {
  const { DATABASE_URL, DATABASE_OWNER_URL } = process.env;
  if (DATABASE_URL) return { DATABASE_URL, DATABASE_OWNER_URL: DATABASE_OWNER_URL || DATABASE_URL };
  const kept = path.join(options.dataDir, 'database.json');
  if (existsSync(kept)) return JSON.parse(await readFile(kept, 'utf8'));
  throw new Problem(
    'The running product has a database of its own. Set DATABASE_URL as it was set when that was started.',
  );
}

/** The environment of a task that works beside a running product and without one. */
async function openForTask(options, progress, end, why) {
  const holder = await readHolder(path.join(options.dataDir, 'start.lock'));
  const keys = await findKeys({ dataDir: options.dataDir, environment: process.env, say: progress.say });
  let database;
  if (holder) {
    database = { environment: await databaseOf(options), stop: async () => {} };
  } else {
    undo.push(await takeLock(path.join(options.dataDir, 'start.lock'), { url: why }));
    await install(progress, { development: false });
    await generate(progress);
    const ports = await openPorts(options.dataDir);
    database = await openDatabaseServer({ options, ports, progress, onExit: (sentence) => void end(1, sentence) });
  }
  undo.push(database.stop);
  return {
    ...process.env,
    ...keys,
    CAUSEWAY_BASE_URL: holder?.url ?? 'http://localhost:3000',
    ...database.environment,
  };
}
