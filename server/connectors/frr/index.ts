import { callDeadlineMs } from '../call-deadline';
import { paceOf } from '../pace';
import type { FrrSource, Observer } from '../types';
import { createAsk, runPaced } from './ask';
import { COMMANDS } from './commands';
import { type Bounds, observe } from './observe';
import { probe } from './probe';
import { openShell } from './run';
import type { RunLimits, Shell } from './shell';
import { placeOf } from './ssh';

export type FrrOptions = {
  /** how long one command may take; 50,000 routes take vtysh less than a second */
  timeoutMs?: number;
  /** how much one command may print; 50,000 routes are 17 MB */
  bytes?: number;
  bounds?: Partial<Bounds>;
};

/**
 * FRR through vtysh, on this machine or over SSH, read only. See README.md for the commands and how to let them in.
 * @throws ConnectorError `rejected` when the source's endpoint is not host[:port]
 */
export function createFrrConnector(source: FrrSource, options: FrrOptions = {}): Observer {
  const { access, gateway } = source;
  if (access.kind === 'ssh') placeOf(access.endpoint);
  const { timeoutMs = callDeadlineMs(source, 30_000), bytes = 64 * 1024 * 1024 } = options;
  const bounds = { paths: 100_000, ...options.bounds };
  const place = access.kind === 'ssh' ? [access.user, access.endpoint] : access.command;
  const pace = paceOf(`frr ${JSON.stringify(place)}`, source.callsPerMinute);
  const inShell = async <T>(work: (shell: Shell) => Promise<T>): Promise<T> => {
    const shell = openShell(access);
    try {
      return await work(shell);
    } finally {
      shell.close();
    }
  };
  return {
    system: 'frr',
    probe: (signal) =>
      inShell((shell) => probe((command) => runPaced(shell, pace, command, { timeoutMs, bytes, signal }))),
    observe: async (_scope, signal) => {
      let requests = 0;
      const counted = () => void (requests += 1);
      const limits: RunLimits = { timeoutMs, bytes, signal };
      const read = await inShell((shell) => {
        const version = () => runPaced(shell, pace, COMMANDS.version, limits, counted);
        return observe(createAsk(shell, pace, limits, counted), version, gateway, bounds);
      });
      return { ...read, requests };
    },
  };
}
