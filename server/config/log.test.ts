import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createLog, redact } from './log';

const CANARY = 'canary-4f1d';

describe('redaction', () => {
  it.each([
    'authKey',
    'AuthKey',
    'auth_key',
    'password',
    'newPassword',
    'accessKeySecret',
    'access_key_secret',
    'AccessKeySecret',
    'secret',
    'token',
    'sessionToken',
    'SecurityToken',
    'authorization',
    'Authorization',
    'proxy-authorization',
    'cookie',
    'set-cookie',
    'encryptionKeySecret',
    'x-api-key',
    'apiKey',
    'privateKey',
    'credential',
    'sealed',
    'kubeconfig',
    'Signature',
    'md5',
  ])('hides the field %s at any depth', (name) => {
    const redacted = JSON.stringify(redact({ [name]: CANARY, list: [{ deep: { [name]: CANARY } }] }));
    expect(redacted).not.toContain(CANARY);
    expect(redacted).toContain(name);
  });

  it.each(['changeId', 'site', 'accessKeyId', 'keyHint', 'authorId', 'tokens', 'description', 'message', 'key'])(
    'shows the field %s',
    (name) => {
      expect(redact({ [name]: 'plain' })).toEqual({ [name]: 'plain' });
    },
  );

  it('shows that a secret was empty, which is worth knowing', () => {
    expect(redact({ password: '', token: null })).toEqual({ password: '', token: null });
  });

  it('keeps message and stack of an error, and hides what hangs on it', () => {
    const error = Object.assign(new Error('refused', { cause: Object.assign(new Error('below'), { token: CANARY }) }), {
      request: { headers: { Authorization: CANARY } },
    });
    const redacted = redact({ err: error }) as { err: { message: string; stack: string; cause: { message: string } } };
    expect(redacted.err).toMatchObject({ type: 'Error', message: 'refused', cause: { message: 'below' } });
    expect(redacted.err.stack).toContain('log.test.ts');
    expect(JSON.stringify(redacted)).not.toContain(CANARY);
  });

  it('survives an object that holds itself', () => {
    const loop: Record<string, unknown> = { name: 'loop' };
    loop.self = loop;
    expect(JSON.stringify(redact(loop))).toContain('[deep]');
  });
});

describe('the log', () => {
  it('writes one JSON line with the fields and the message, without secrets, in children too', () => {
    const lines: string[] = [];
    const destination = new Writable({ write: (chunk, _encoding, done) => (lines.push(String(chunk)), done()) });
    const log = createLog('info', destination).child({ workerId: 'w1', token: CANARY });
    log.info({ changeId: 'c1', body: { password: CANARY } }, 'change planned');
    log.error({ err: Object.assign(new Error('no'), { authKey: CANARY }) }, 'call failed');
    log.debug('unseen');
    expect(lines).toHaveLength(2);
    expect(lines.join('')).not.toContain(CANARY);
    expect(JSON.parse(lines[0]!)).toMatchObject({
      level: 'info',
      msg: 'change planned',
      changeId: 'c1',
      workerId: 'w1',
      time: expect.any(String),
    });
    expect(JSON.parse(lines[1]!)).toMatchObject({ level: 'error', err: { message: 'no' } });
  });
});
