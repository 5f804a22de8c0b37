import type { FrrSource } from '../types';
import { localShell } from './local';
import type { Shell } from './shell';
import { sshShell } from './ssh';

/** Opens with the first command, so that a source that is never asked costs nothing. */
export function openShell(access: FrrSource['access']): Shell {
  return access.kind === 'local' ? localShell(access.command) : sshShell(access);
}
