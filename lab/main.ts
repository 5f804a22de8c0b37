import path from 'node:path';
import { parseArgs } from 'node:util';
import { formatEstateFile } from '@/domain/estate/file/format';
import { assembleLab, listen, type Listening } from './assemble';
import { loadIdentity, saveIdentity } from './identity';
import { loadScenario, type Scenario } from './scenario';
import { sourcesOf, writeSourcesFile } from './sources-file';
import { createClock } from './world/clock';
import { type Restored, WorldStore, writeAtomically } from './world/store';
import { DEFAULT_LATENCY } from './world/world';

type Options = {
  /** undefined: that of the world which is kept, or the seed */
  scenario: string | undefined;
  dataDir: string;
  sourcesFile: string | undefined;
  port: number;
  adminPort: number;
  timeScale: number;
  reset: boolean;
};

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      scenario: { type: 'string' },
      'data-dir': { type: 'string' },
      'sources-file': { type: 'string' },
      port: { type: 'string', default: '0' },
      'admin-port': { type: 'string', default: '0' },
      'time-scale': { type: 'string', default: '1' },
      reset: { type: 'boolean', default: false },
    },
  });
  const dataDir = values['data-dir'];
  if (dataDir === undefined) throw new Error('--data-dir is needed: the world is kept there');
  return {
    scenario: values.scenario,
    dataDir,
    sourcesFile: values['sources-file'],
    port: numberOption('port', values.port),
    adminPort: numberOption('admin-port', values['admin-port']),
    timeScale: numberOption('time-scale', values['time-scale']) || 1,
    reset: values.reset,
  };
}

function numberOption(name: string, text: string): number {
  const number = Number(text);
  if (!Number.isFinite(number) || number < 0) throw new Error(`--${name} must be a number, not ${text}`);
  return number;
}

/** One JSON object per line on stdout, for whoever started the lab. */
function say(event: Record<string, unknown>): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

/** The world that was kept goes on, unless another scenario is asked for or a new start. */
function restore(store: WorldStore, scenario: Scenario, { reset, timeScale }: Options): Restored | null {
  const kept = reset ? null : store.load(Date.now(), timeScale);
  if (!kept || kept.state.scenario !== scenario.name) return null;
  if (kept.state.digest !== scenario.digest)
    say({ event: 'kept', note: 'the scenario file has changed since; --reset builds the world anew' });
  return kept;
}

/** An estate that was computed is written down, so that the product can import what it declares. */
function onFile(scenario: Scenario, dataDir: string): Scenario {
  if (scenario.file !== null) return scenario;
  const file = path.join(path.resolve(dataDir), 'scenario.json');
  writeAtomically(file, formatEstateFile(scenario.estate, 'json'));
  return { ...scenario, file };
}

async function start(options: Options): Promise<Listening> {
  const store = new WorldStore(options.dataDir);
  const scenario = onFile(loadScenario(options.scenario ?? store.scenario() ?? 'seed'), options.dataDir);
  const identity = loadIdentity(options.dataDir);
  const kept = restore(store, scenario, options);
  const lab = assembleLab({
    scenario,
    state: kept?.state,
    clock: createClock({ scale: options.timeScale, startAt: kept?.worldNow }),
    latency: DEFAULT_LATENCY,
    accessKey: identity.accessKey,
    save: store.save,
  });
  // Also keeps a world that nobody has changed yet, and finds out now whether it can.
  lab.world.change(() => undefined);
  const listening = await listen(lab, {
    port: options.port || identity.port,
    adminPort: options.adminPort || identity.adminPort,
    doors: identity.doors,
  });
  const { port, adminPort } = listening;
  const doors = Object.fromEntries(listening.doors.map((door) => [door.door, door.port]));
  saveIdentity(options.dataDir, { ...identity, port, adminPort, doors });
  if (options.sourcesFile !== undefined)
    writeSourcesFile(options.sourcesFile, scenario.name, [
      ...sourcesOf(scenario, port, identity.accessKey),
      ...listening.sources,
    ]);
  const targets = [port, ...Object.values(doors)].map((each) => `127.0.0.1:${each}`);
  say({ event: 'ready', port, adminPort, targets });
  return listening;
}

function stopOnSignal(listening: Listening): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    void listening.close().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

try {
  stopOnSignal(await start(readOptions()));
} catch (error) {
  process.stderr.write(`lab: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
