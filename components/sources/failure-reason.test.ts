import { describe, expect, it } from 'vitest';
import { en } from '../i18n/en';
import { failureReason } from './failure-reason';

describe('why a source could not be read', () => {
  it.each([
    ['a clock that is wrong', { kind: 'rejected', code: 'InvalidTimeStamp.Expired' }, 'clock'],
    ['a certificate of tomorrow', { kind: 'rejected', code: 'CERT_NOT_YET_VALID' }, 'certificate-time'],
    ['a certificate of yesterday', { kind: 'rejected', code: 'CERT_HAS_EXPIRED' }, 'certificate-time'],
    ['a certificate of somebody else', { kind: 'rejected', code: 'ERR_TLS_CERT_ALTNAME_INVALID' }, 'certificate'],
    ['a certificate nobody vouches for', { kind: 'rejected', code: 'DEPTH_ZERO_SELF_SIGNED_CERT' }, 'certificate'],
    ['an answer without an end', { kind: 'rejected', code: 'AnswerTooLarge' }, 'too-large'],
    ['a reading that took too long', { kind: 'unavailable', code: 'DeadlineExceeded' }, 'too-slow'],
    ['rows that are odd', { kind: 'rejected', code: 'RowsNotUnderstood' }, 'not-understood'],
    ['a code nobody knows', { kind: 'denied', code: 'Forbidden.RAM' }, 'denied'],
    ['no code', { kind: 'unavailable' }, 'unavailable'],
    ['nothing', {}, 'other'],
  ])('is told of %s', (_what, failure, reason) => {
    expect(failureReason(failure)).toBe(reason);
    expect(Object.keys(en.sources.failure)).toContain(reason);
  });
});
