/** The three processes of the product, as the supervisor runs them. */
import { createHash, randomBytes } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import { ROOT } from './options.mjs';

const TSX = ['--import', 'tsx'];
const saysReady = (event) => event.event === 'ready' || event.msg === 'ready';

/** `ports` are asked for at every start, so that a lab that fell over comes back where it was. */
export function labProcess({ options, environment, ports }) {
  const dataDir = path.join(options.dataDir, 'lab');
  let reset = options.resetLab ? ['--reset'] : [];
  return {
    name: 'lab',
    stopMs: 5_000,
    isReady: saysReady,
    command: () => {
      const { lab = 0, labAdmin = 0 } = ports();
      const places = ['--data-dir', dataDir, '--sources-file', sourcesFile(options)];
      const scenario = options.scenario === undefined ? [] : ['--scenario', options.scenario];
      const args = [...scenario, ...places, '--port', String(lab), '--admin-port', String(labAdmin)];
      // A lab that fell over comes back with its world.
      const once = reset;
      reset = [];
      return { args: [...TSX, path.join(ROOT, 'lab/main.ts'), ...args, ...once], env: environment };
    },
  };
}

export function sourcesFile(options) {
  return path.join(options.dataDir, 'lab-sources.json');
}

export function webProcess({ options, environment }) {
  const mode = options.dev ? 'dev' : 'start';
  return {
    name: 'web',
    // Open streams never end by themselves.
    stopMs: 3_000,
    probe: async () => {
      const host = ['0.0.0.0', '::'].includes(options.host) ? '127.0.0.1' : options.host;
      // Whoever asks this first has the process load the estate, long before somebody has signed in.
      const answer = await fetch(`http://${host}:${options.port}/api/ready`, {
        signal: AbortSignal.timeout(20_000),
      }).catch(() => undefined);
      return answer?.status === 200;
    },
    command: () => ({
      args: [path.join(ROOT, 'node_modules/next/dist/bin/next'), mode, '-p', String(options.port), '-H', options.host],
      env: { ...environment, NODE_ENV: options.dev ? 'development' : 'production', NEXT_TELEMETRY_DISABLED: '1' },
    }),
  };
}

export function workerProcess({ options, environment }) {
  // One start per data folder and one process at a time: so the next process knows that the one before is gone.
  const slot = `${os.hostname()}/${createHash('sha256').update(options.dataDir).digest('hex').slice(0, 8)}`;
  return {
    name: 'worker',
    stopMs: 10_000,
    isReady: saysReady,
    command: () => ({
      args: [...TSX, path.join(ROOT, 'server/workers/main.ts')],
      env: { ...environment, CAUSEWAY_WORKER_ID: `${slot}:${randomBytes(4).toString('hex')}` },
    }),
  };
}
