import { isUnproven } from '../certificate-codes';
import { ConnectorError, type ConnectorErrorKind } from '../types';

/** A source may not make a caller wait longer than this for one answer, whatever it says. */
const LONGEST_RETRY_AFTER_MS = 120_000;
/** Words of the API server that are not in the status code (apimachinery, StatusReason). */
const NOT_PLAIN = /[^A-Za-z]/;

/**
 * An answer of the API that is a refusal. Its message may quote the whole object (strict field validation answers 422 with the
 * entire ConfigMap, keys included), so only reason, code and the names of fields go on.
 */
export function refusalOf(status: number, body: unknown, call: string, retryAfter?: string): ConnectorError {
  const reason = reasonOf(body);
  const fields = fieldsOf(body);
  const told = `${call}: the cluster answered ${reason ?? 'an error'} (HTTP ${status})`;
  const wait = waitMs(body, retryAfter);
  return new ConnectorError(kindOf(status, reason), fields.length === 0 ? told : `${told}: ${fields.join(', ')}`, {
    code: reason ?? `HTTP${status}`,
    ...(wait === undefined ? {} : { retryAfterMs: wait }),
    outcome: status < 500 ? 'none' : 'unknown',
  });
}

/** An answer that is none: HTML, half a page, a redirect. */
export function unreadable(call: string, problem: string, code = 'Unreadable'): ConnectorError {
  return new ConnectorError('unavailable', `${call}: ${problem}`, { code, outcome: 'unknown' });
}

/** More than any real object of this kind: not worth a second try. */
export function tooLarge(call: string, bytes: number): ConnectorError {
  return new ConnectorError('rejected', `${call}: the answer is larger than ${bytes} bytes`, {
    code: 'AnswerTooLarge',
    outcome: 'unknown',
  });
}

/** What sockets and TLS fail with. Nothing of the error itself goes on but its code. */
export function toConnectorError(thrown: unknown, call: string): ConnectorError {
  if (thrown instanceof ConnectorError) return thrown;
  const { code, name } = (typeof thrown === 'object' && thrown !== null ? thrown : {}) as Record<string, unknown>;
  if (name === 'TimeoutError') return unreadable(call, 'no answer in time', 'Timeout');
  if (name === 'AbortError') return unreadable(call, 'given up by the caller', 'Aborted');
  const plain = typeof code === 'string' && /^[A-Z0-9_]{1,64}$/.test(code) ? code : undefined;
  if (plain && isUnproven(plain)) {
    return new ConnectorError('rejected', `${call}: the cluster does not prove who it is (${plain})`, {
      code: plain,
      outcome: 'none',
    });
  }
  return new ConnectorError('unavailable', `${call}: the connection failed${plain ? ` (${plain})` : ''}`, {
    ...(plain ? { code: plain } : {}),
    outcome: 'unknown',
  });
}

export function isExpired(error: ConnectorError): boolean {
  return error.details.code === 'Expired' || error.details.code === 'Gone';
}

function kindOf(status: number, reason: string | undefined): ConnectorErrorKind {
  if (status === 401 || status === 403) return 'denied';
  if (status === 404) return 'not-found';
  if (status === 409) return 'conflict';
  if (status === 429 || reason === 'TooManyRequests') return 'throttled';
  return status >= 400 && status < 500 ? 'rejected' : 'unavailable';
}

type Loose = Readonly<Record<string, unknown>>;

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Loose)[name] : undefined;
}

function reasonOf(body: unknown): string | undefined {
  const reason = member(body, 'reason');
  return typeof reason === 'string' && reason !== '' && reason.length <= 64 && !NOT_PLAIN.test(reason)
    ? reason
    : undefined;
}

function fieldsOf(body: unknown): readonly string[] {
  const causes = member(member(body, 'details'), 'causes');
  const fields = Array.isArray(causes) ? causes.map((cause: unknown) => member(cause, 'field')) : [];
  return fields
    .filter((field): field is string => typeof field === 'string' && /^[A-Za-z][A-Za-z0-9_.-]{0,63}$/.test(field))
    .slice(0, 4);
}

function waitMs(body: unknown, retryAfter: string | undefined): number | undefined {
  const told = member(member(body, 'details'), 'retryAfterSeconds') ?? Number(retryAfter ?? Number.NaN);
  if (typeof told !== 'number' || !Number.isFinite(told) || told < 0) return undefined;
  return Math.min(Math.trunc(told * 1000), LONGEST_RETRY_AFTER_MS);
}
