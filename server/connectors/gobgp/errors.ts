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
  const unproven = code === status.UNAVAILABLE ? certificateProblem(details) : undefined;
  if (unproven !== undefined)
    return new ConnectorError('rejected', `${action}: the gateway does not prove who it is (${unproven})`, {
      code: unproven,
      outcome: 'none',
    });
  if (code === status.RESOURCE_EXHAUSTED && typeof details === 'string' && /message larger than max/i.test(details))
    return new ConnectorError('rejected', `${action}: the answer is larger than is read`, {
      code: 'AnswerTooLarge',
      outcome: 'unknown',
    });
  const name = status[code] ?? 'UNKNOWN';
  const kind = code === status.UNKNOWN ? kindOfSentence(details) : (KINDS[code] ?? 'rejected');
  return new ConnectorError(kind, `${action}: the gateway answered ${name}`, { code: name, outcome: 'unknown' });
}

/** An answer that cannot be what was asked for, or does not end. */
export function unreadable(action: string, problem: string): ConnectorError {
  return new ConnectorError('rejected', `${action}: ${problem}`, { outcome: 'unknown' });
}

/** What TLS says of a certificate, in OpenSSL's sentences, because the library hands on the sentence and not the code. */
const CERTIFICATE_SENTENCES: readonly (readonly [RegExp, string])[] = [
  [/certificate is not yet valid/, 'CERT_NOT_YET_VALID'],
  [/certificate has expired/, 'CERT_HAS_EXPIRED'],
  [/self-signed certificate in certificate chain/, 'SELF_SIGNED_CERT_IN_CHAIN'],
  [/self-signed certificate/, 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  [/unable to verify the first certificate/, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  [/unable to get (?:local )?issuer certificate/, 'UNABLE_TO_GET_ISSUER_CERT'],
  [/does not match certificate's altnames/, 'ERR_TLS_CERT_ALTNAME_INVALID'],
];

function certificateProblem(details: unknown): string | undefined {
  if (typeof details !== 'string') return undefined;
  return CERTIFICATE_SENTENCES.find(([sentence]) => sentence.test(details))?.[1];
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
