import { status } from '@grpc/grpc-js';
import { ConnectorError, type ConnectorErrorKind } from '../types';

const KINDS: Readonly<Partial<Record<number, ConnectorErrorKind>>> = {
  [status.CANCELLED]: 'unavailable',
  [status.DEADLINE_EXCEEDED]: 'unavailable',
  [status.NOT_FOUND]: 'not-found',
  [status.PERMISSION_DENIED]: 'denied',
  [status.RESOURCE_EXHAUSTED]: 'throttled',
  [status.ABORTED]: 'unavailable',
  [status.INTERNAL]: 'unavailable',
  [status.UNAVAILABLE]: 'unavailable',
  [status.DATA_LOSS]: 'unavailable',
  [status.UNAUTHENTICATED]: 'denied',
};

/**
 * What a failed call means. GoBGP answers UNKNOWN to everything it refuses and tells what it was in a sentence: the sentence may
 * hold anything, so only two of its kinds are recognised and none of it goes on.
 */
export function toConnectorError(thrown: unknown, action: string): ConnectorError {
  if (thrown instanceof ConnectorError) return thrown;
  const { code, details } = (thrown ?? {}) as { code?: unknown; details?: unknown };
  // An AbortError has a number for a code too, from another book.
  if (typeof code !== 'number' || isAbort(thrown))
    return new ConnectorError('unavailable', `${action}: ${localReason(thrown)}`, { outcome: 'unknown' });
  const name = status[code] ?? 'UNKNOWN';
  const kind = code === status.UNKNOWN ? kindOfSentence(details) : (KINDS[code] ?? 'rejected');
  return new ConnectorError(kind, `${action}: the gateway answered ${name}`, { code: name, outcome: 'unknown' });
}

/** An answer that cannot be what was asked for, or does not end. */
export function unreadable(action: string, problem: string): ConnectorError {
  return new ConnectorError('rejected', `${action}: ${problem}`, { outcome: 'unknown' });
}

function kindOfSentence(sentence: unknown): ConnectorErrorKind {
  if (typeof sentence !== 'string') return 'rejected';
  // A connection that breaks within a stream has no trailer, which the library reports as UNKNOWN too.
  if (/no status|stream (?:removed|closed|terminated)/i.test(sentence)) return 'unavailable';
  return /doesn't exist|does not exist|not found/i.test(sentence) ? 'not-found' : 'rejected';
}

function localReason(thrown: unknown): string {
  return isAbort(thrown) ? 'given up by the caller' : 'the answer could not be read';
}

function isAbort(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'AbortError';
}
