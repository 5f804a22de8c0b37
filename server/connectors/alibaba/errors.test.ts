import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { BUSY, BUSY_WITH_THIS, DENIED, NEVER_SENT, NOT_FOUND, THROTTLED } from './error-codes';
import { toConnectorError, unreadableAnswer } from './errors';

const answered = (code: string, statusCode: number, more: object = {}) =>
  toConnectorError(
    { name: statusCode < 500 ? 'ClientError' : 'ServerError', code, statusCode, requestId: '04E0EC2C-6F88', ...more },
    'CreateRouteEntry',
  );

describe('what a failure of the API means', () => {
  test.each([
    ['TaskConflict', 400, 'conflict', 'none', true],
    ['IncorrectRouteEntryStatus', 400, 'conflict', 'none', true],
    ['IncorrcetRouteEntryStatus', 400, 'conflict', 'none', true],
    ['IncorrectInstanceStatus', 403, 'conflict', 'none', true],
    ['OperationFailed.DistibuteLock', 400, 'conflict', 'none', true],
    ['LastTokenProcessing', 400, 'conflict', 'unknown', true],
    ['UnknownError', 400, 'conflict', 'unknown', true],
    ['Throttling.User', 400, 'throttled', 'none', true],
    ['Throttling.SomethingNew', 400, 'throttled', 'none', true],
    ['Throttling', 503, 'throttled', 'unknown', true],
    ['Forbidden.RAM', 403, 'denied', 'none', false],
    ['SomethingNew', 403, 'denied', 'none', false],
    ['SignatureDoesNotMatch', 400, 'denied', 'none', false],
    ['InvalidRouteEntry.NotFound', 400, 'not-found', 'none', false],
    ['InvalidBgpGroup', 400, 'not-found', 'none', false],
    ['InvalidRouteTableId.NotFound', 404, 'not-found', 'none', false],
    ['SomethingNew', 404, 'not-found', 'none', false],
    ['InvalidCIDRBlock.Duplicate', 400, 'rejected', 'none', false],
    ['QuotaExceeded.Bgp', 400, 'rejected', 'none', false],
    ['InvalidTimeStamp.Expired', 400, 'rejected', 'none', false],
    ['IdempotentParameterMismatch', 400, 'rejected', 'none', false],
    ['SomethingNew', 400, 'rejected', 'none', false],
    ['SomethingNew', 429, 'throttled', 'none', true],
    ['InternalError', 500, 'unavailable', 'unknown', true],
    ['ServiceUnavailable', 503, 'unavailable', 'unknown', true],
  ])('%s with HTTP %i is %s, effect %s', (code, status, kind, outcome, retryable) => {
    const error = answered(code, status);
    expect(error).toMatchObject({ kind, retryable, details: { code, outcome, requestId: '04E0EC2C-6F88' } });
  });

  test('codes are compared byte for byte', () => {
    expect(answered('taskconflict', 400).kind).toBe('rejected');
    expect(answered('INVALIDBGPGROUP', 400).kind).toBe('rejected');
  });

  test('no code stands in two lists', () => {
    const all = [THROTTLED, BUSY, BUSY_WITH_THIS, DENIED, NOT_FOUND].flatMap((list) => [...list]);
    expect(new Set(all).size).toBe(all.length);
  });

  test('the wait the source asked for goes on, bounded, and only with throttling', () => {
    expect(answered('Throttling.User', 400, { name: 'ThrottlingError', retryAfter: 1500 }).details.retryAfterMs).toBe(
      1500,
    );
    expect(answered('Throttling.User', 400, { name: 'ThrottlingError', retryAfter: 1e12 }).details.retryAfterMs).toBe(
      120_000,
    );
    expect(answered('Throttling.User', 400, { retryAfter: Number.NaN }).details.retryAfterMs).toBeUndefined();
    expect(answered('TaskConflict', 400, { retryAfter: 1500 }).details.retryAfterMs).toBeUndefined();
  });
});

describe('what a failure of the connection means', () => {
  test.each([...NEVER_SENT])('%s came before anything was sent', (code) => {
    expect(toConnectorError(Object.assign(new Error(), { code }), 'X')).toMatchObject({
      kind: 'unavailable',
      details: { outcome: 'none' },
    });
  });

  test.each(['CERT_NOT_YET_VALID', 'CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID'])(
    '%s says that nobody proved who answers: nothing was sent, and trying again proves nothing',
    (code) => {
      expect(toConnectorError(Object.assign(new Error(), { code }), 'X')).toMatchObject({
        kind: 'rejected',
        retryable: false,
        details: { code, outcome: 'none' },
      });
    },
  );

  test.each([
    ['a reset', Object.assign(new Error('aborted'), { code: 'ECONNRESET' })],
    ['a timeout', Object.assign(new Error('ReadTimeout'), { name: 'RequestTimeoutError' })],
    ['an answer that is no JSON', new SyntaxError('Unexpected token <')],
    ['an answer that is null', new TypeError('Cannot read properties of null')],
    ['something thrown that is no error', 'oops'],
    ['nothing thrown', undefined],
  ])('%s leaves the outcome unknown', (_what, thrown) => {
    expect(toConnectorError(thrown, 'X')).toMatchObject({
      kind: 'unavailable',
      retryable: true,
      details: { outcome: 'unknown' },
    });
  });
});

test('nothing of the error goes on but its code and its request id', () => {
  const thrown = Object.assign(new SyntaxError('Unexpected token C, "CANARY-key" is not valid JSON'), {
    code: 'CANARY key <b>',
    requestId: 'CANARY request',
    data: { AuthKey: 'CANARY-key' },
    cause: new Error('CANARY'),
  });
  const shown = inspect(toConnectorError(thrown, 'DescribeBgpGroups'), { depth: 9, showHidden: true });
  expect(shown).not.toContain('CANARY');
  expect(toConnectorError(thrown, 'X').details).toEqual({ outcome: 'unknown' });
});

test('a success by status that is a failure by body keeps its meaning, but its outcome is unknown', () => {
  expect(unreadableAnswer('X', 'odd', 'Forbidden.RAM')).toMatchObject({
    kind: 'denied',
    details: { code: 'Forbidden.RAM', outcome: 'unknown' },
  });
  expect(unreadableAnswer('X', 'odd')).toMatchObject({ kind: 'unavailable', details: { outcome: 'unknown' } });
});
