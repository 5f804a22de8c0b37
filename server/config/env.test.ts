import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ENV_KEYS, parseEnv } from './env';

const KEY = Buffer.alloc(32, 7).toString('base64');
const complete = {
  DATABASE_URL: 'postgres://causeway_app:secret@127.0.0.1:5432/causeway',
  CAUSEWAY_ENCRYPTION_KEY: KEY,
  CAUSEWAY_AUTH_SECRET: 'x'.repeat(32),
  CAUSEWAY_BASE_URL: 'http://localhost:3000/',
};

describe('the configuration', () => {
  it('needs four variables and fills in the rest', () => {
    expect(parseEnv(complete)).toEqual({
      ...complete,
      CAUSEWAY_BASE_URL: 'http://localhost:3000',
      CAUSEWAY_ENCRYPTION_KEY: Buffer.alloc(32, 7),
      CAUSEWAY_DATA_DIR: '.data',
      CAUSEWAY_ALLOWED_TARGETS: [],
      LOG_LEVEL: 'info',
      PORT: 3000,
    });
  });

  it('reports every problem at once', () => {
    const wrong = {
      ...complete,
      DATABASE_URL: 'mysql://x',
      CAUSEWAY_AUTH_SECRET: 'short',
      PORT: 'eighty',
      CAUSEWAY_BASE_URL: undefined,
    };
    const report = () => parseEnv(wrong);
    for (const each of [
      'DATABASE_URL must be',
      'CAUSEWAY_AUTH_SECRET must have',
      'PORT must be',
      'CAUSEWAY_BASE_URL is not set',
    ]) {
      expect(report).toThrow(each);
    }
  });

  it('never repeats a value, which may be a secret', () => {
    const canary = 'canary-value';
    const wrong = Object.fromEntries(ENV_KEYS.map((key) => [key, canary]));
    let message = '';
    try {
      parseEnv(wrong);
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toContain('CAUSEWAY_ENCRYPTION_KEY');
    expect(message).not.toContain(canary);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(parseEnv({ ...complete, PORT: '', CAUSEWAY_SOURCES_FILE: '' })).toMatchObject({ PORT: 3000 });
    expect(() => parseEnv({ ...complete, DATABASE_URL: '' })).toThrow('DATABASE_URL is not set');
  });

  it.each([
    ['127.0.0.1:8080', ['127.0.0.1:8080']],
    [' 127.0.0.1:8080 , [::1]:9000,', ['127.0.0.1:8080', '[::1]:9000']],
    ['lab.example.net:443', ['lab.example.net:443']],
  ])('reads the allowed targets %j', (text, expected) => {
    expect(parseEnv({ ...complete, CAUSEWAY_ALLOWED_TARGETS: text }).CAUSEWAY_ALLOWED_TARGETS).toEqual(expected);
  });

  it.each([
    '127.0.0.1',
    '127.0.0.1:0',
    '127.0.0.1:65536',
    '*:80',
    'http://127.0.0.1:80',
    '127.0.0.1:*',
    '10.0.0.0/8:80',
  ])('refuses the allowed target %j', (text) => {
    expect(() => parseEnv({ ...complete, CAUSEWAY_ALLOWED_TARGETS: text })).toThrow('CAUSEWAY_ALLOWED_TARGETS must be');
  });

  it('takes no issuer without a client', () => {
    const issuer = { ...complete, CAUSEWAY_OIDC_ISSUER: 'https://id.example.net' };
    expect(() => parseEnv(issuer)).toThrow('CAUSEWAY_OIDC_CLIENT_ID is not set');
    expect(() => parseEnv({ ...issuer, CAUSEWAY_OIDC_CLIENT_ID: 'causeway' })).not.toThrow();
  });

  it.each(['', 'c2hvcnQ=', Buffer.alloc(33).toString('base64')])('refuses the encryption key %j', (key) => {
    expect(() => parseEnv({ ...complete, CAUSEWAY_ENCRYPTION_KEY: key })).toThrow('CAUSEWAY_ENCRYPTION_KEY');
  });

  it('is the one that .env.example shows', () => {
    const example = readFileSync(path.join(import.meta.dirname, '../../.env.example'), 'utf8');
    const shown = [...example.matchAll(/^#? ?([A-Z_]+)=/gm)].map((match) => match[1]);
    expect(shown).toEqual(ENV_KEYS);
  });
});
