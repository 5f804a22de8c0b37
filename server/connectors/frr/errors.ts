import { ConnectorError } from '../types';

/** A command that ended badly. What it printed may hold anything and stays here. */
export function commandFailed(command: string, exit: number | string | null): ConnectorError {
  return new ConnectorError('unavailable', `${command}: vtysh ended with ${exit ?? 'a signal'}`, {
    code: typeof exit === 'number' ? `exit-${exit}` : 'killed',
    outcome: 'unknown',
  });
}

export function noAnswer(command: string, timeoutMs: number): ConnectorError {
  return new ConnectorError('unavailable', `${command}: no answer within ${timeoutMs} ms`, { outcome: 'unknown' });
}

export function tooLong(command: string, bytes: number): ConnectorError {
  return new ConnectorError('rejected', `${command}: the answer has more than ${bytes} bytes`, { outcome: 'unknown' });
}

export function givenUp(command: string): ConnectorError {
  return new ConnectorError('unavailable', `${command}: given up by the caller`, { outcome: 'unknown' });
}

export function unreadable(command: string, problem: string): ConnectorError {
  return new ConnectorError('rejected', `${command}: ${problem}`, { outcome: 'unknown' });
}

export function toConnectorError(thrown: unknown, command: string): ConnectorError {
  if (thrown instanceof ConnectorError) return thrown;
  if (thrown instanceof Error && thrown.name === 'AbortError') return givenUp(command);
  return unreadable(command, 'the answer could not be read');
}
