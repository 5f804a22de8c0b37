import { execFile, type ExecFileException } from 'node:child_process';
import { ConnectorError } from '../types';
import { commandFailed, givenUp, noAnswer, tooLong, unreadable } from './errors';
import type { Shell } from './shell';

/** vtysh needs nothing of this process' environment, which holds keys. */
const ENVIRONMENT = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C',
} as unknown as NodeJS.ProcessEnv;

/** vtysh on this machine, by an argument array and without a shell: `command` is a program and its first arguments. */
export function localShell([program = 'vtysh', ...first]: readonly string[]): Shell {
  return {
    run: (command, { timeoutMs, bytes, signal }) =>
      new Promise((resolve, reject) => {
        const options = {
          env: ENVIRONMENT,
          timeout: timeoutMs,
          killSignal: 'SIGKILL',
          maxBuffer: bytes,
          signal,
          windowsHide: true,
        } as const;
        const child = execFile(
          /* turbopackIgnore: true */ program,
          [...first, '-c', command],
          options,
          (error, stdout) => {
            if (error) reject(failureOf(error, command, timeoutMs, bytes));
            else resolve(stdout);
          },
        );
        // Whoever asks for a password gets none, at once.
        child.stdin?.end();
      }),
    close: () => undefined,
  };
}

function failureOf(error: ExecFileException, command: string, timeoutMs: number, bytes: number): ConnectorError {
  if (error.name === 'AbortError') return givenUp(command);
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return tooLong(command, bytes);
  if (error.killed) return noAnswer(command, timeoutMs);
  if (error.code === 'ENOENT') return unreadable(command, 'there is no such program');
  if (error.code === 'EACCES')
    return new ConnectorError('denied', `${command}: the program may not be run`, { code: 'EACCES' });
  return commandFailed(command, typeof error.code === 'number' ? error.code : null);
}
