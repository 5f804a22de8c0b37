import type { FrrSource } from '../types';
import { localShell } from './local';
import { sshShell } from './ssh';

/** Bounds of one command. `bytes` of what it may print. */
export type RunLimits = { timeoutMs: number; bytes: number; signal?: AbortSignal };

/** Somewhere commands of vtysh can be run. Throws ConnectorError only. */
export type Shell = {
  run(command: string, limits: RunLimits): Promise<string>;
  close(): void;
};

/** Opens with the first command, so that a source that is never asked costs nothing. */
export function openShell(access: FrrSource['access']): Shell {
  return access.kind === 'local' ? localShell(access.command) : sshShell(access);
}
