import { isUnproven } from '../certificate-codes';
import { ConnectorError, type ConnectorErrorKind } from '../types';
import { BUSY, BUSY_WITH_THIS, DENIED, NEVER_SENT, NOT_FOUND, THROTTLED } from './error-codes';

/** A source may not make a caller wait longer than this for one answer, whatever it says. */
const LONGEST_RETRY_AFTER_MS = 120_000;

type Verdict = { kind: ConnectorErrorKind; outcome: 'none' | 'unknown' };

/** What the SDK's errors carry, read with suspicion: every field may be missing or of another type. */
type Failure = { name: string; code?: string; status?: number; requestId?: string; retryAfterMs?: number };

/**
 * Turns what the SDK threw into the product's words. Nothing of the error itself goes on but its code, request id and
 * wait: messages and bodies may hold keys (a JSON parser quotes what it could not parse), so there is no `cause` either.
 */
export function toConnectorError(thrown: unknown, action: string): ConnectorError {
  if (thrown instanceof ConnectorError) return thrown;
  const failure = failureOf(thrown);
  const { kind, outcome } = verdictOf(failure);
  return new ConnectorError(kind, `${action}: ${reasonOf(failure)}`, {
    ...(failure.code === undefined || !isTold(failure) ? {} : { code: failure.code }),
    ...(failure.requestId === undefined ? {} : { requestId: failure.requestId }),
    ...(kind === 'throttled' && failure.retryAfterMs !== undefined ? { retryAfterMs: failure.retryAfterMs } : {}),
    outcome,
  });
}

/**
 * An answer that is not one: HTML, null, a list, a redirect. The write may have happened all the same. With `code` the
 * answer was a success by status and a failure by body, which the SDK does not notice.
 */
export function unreadableAnswer(action: string, problem: string, code?: unknown): ConnectorError {
  const named = codeOf(code);
  const kind = named === undefined ? 'unavailable' : verdictOf({ name: 'ClientError', code: named, status: 400 }).kind;
  return new ConnectorError(kind, `${action}: ${problem}`, {
    ...(named === undefined ? {} : { code: named }),
    outcome: 'unknown',
  });
}

/** The same failure, told of a request that was only to be a read before the write: nothing was written. */
export function withoutEffect(error: ConnectorError): ConnectorError {
  return new ConnectorError(error.kind, error.message, { ...error.details, outcome: 'none' });
}

function verdictOf({ name, code = '', status }: Failure): Verdict {
  // 4xx is a refusal, nothing happened; 5xx may come after the effect.
  const outcome = status !== undefined && status >= 400 && status < 500 ? 'none' : 'unknown';
  if (name === 'ThrottlingError' || THROTTLED.has(code) || code.includes('Throttling'))
    return { kind: 'throttled', outcome };
  if (BUSY_WITH_THIS.has(code)) return { kind: 'conflict', outcome: 'unknown' };
  if (BUSY.has(code)) return { kind: 'conflict', outcome };
  if (DENIED.has(code)) return { kind: 'denied', outcome: 'none' };
  if (NOT_FOUND.has(code)) return { kind: 'not-found', outcome };
  if (status === undefined && isUnproven(code)) return { kind: 'rejected', outcome: 'none' };
  if (status === undefined) return { kind: 'unavailable', outcome: NEVER_SENT.has(code) ? 'none' : 'unknown' };
  if (status === 429) return { kind: 'throttled', outcome };
  if (status === 401 || status === 403) return { kind: 'denied', outcome };
  if (status === 404) return { kind: 'not-found', outcome };
  if (status >= 400 && status < 500) return { kind: 'rejected', outcome };
  return { kind: 'unavailable', outcome };
}

/** Sockets have codes too; the SDK gives its own errors names. What is wrong with a certificate is worth telling all the same. */
function isTold({ name, status, code = '' }: Failure): boolean {
  return status !== undefined || !['', 'Error'].includes(name) || isUnproven(code);
}

function reasonOf({ code, status, name }: Failure): string {
  if (code !== undefined)
    return status === undefined ? `failed (${code})` : `the source answered ${code} (HTTP ${status})`;
  if (status !== undefined) return `the source answered HTTP ${status}`;
  if (name === 'SyntaxError' || name === 'TypeError') return 'the answer could not be read';
  if (name === 'RequestTimeoutError') return 'no answer in time';
  if (name === 'AbortError') return 'given up by the caller';
  return 'the connection failed';
}

function failureOf(thrown: unknown): Failure {
  if (typeof thrown !== 'object' || thrown === null) return { name: '' };
  const fields = thrown as Record<string, unknown>;
  const wait = fields['retryAfter'];
  return {
    name: typeof fields['name'] === 'string' ? fields['name'] : '',
    code: codeOf(fields['code']),
    status: typeof fields['statusCode'] === 'number' ? fields['statusCode'] : undefined,
    requestId: requestIdOf(fields['requestId']),
    retryAfterMs:
      typeof wait === 'number' && wait >= 0 ? Math.min(Math.trunc(wait), LONGEST_RETRY_AFTER_MS) : undefined,
  };
}

/** Codes are dotted words; anything else is hostile text and is left out. */
function codeOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[A-Za-z0-9_.:-]{1,96}$/.test(value) ? value : undefined;
}

/** The id the vendor asks for in every support case; dropped when it does not look like one. */
export function requestIdOf(value: unknown): string | undefined {
  return typeof value === 'string' && /^[A-Za-z0-9-]{1,64}$/.test(value) ? value : undefined;
}
