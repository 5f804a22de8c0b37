import { inspect } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import { aClock } from '../alibaba/testing/clock';
import { kubeconfigProvider } from '.';
import { type Answer, failure, type RecordedSource, startSource } from './testing/recorded-source';

const WALL = Date.parse('2026-01-01T00:00:00Z');
const MINUTE = 60_000;

let running: RecordedSource;
afterEach(() => running.stop());

const given = (nth: number, expiration?: string) => ({
  body: JSON.stringify({ config: `kubeconfig ${nth}`, expiration }),
});

async function providing(answer: Answer, more: Parameters<typeof kubeconfigProvider>[2] = {}) {
  running = await startSource(answer, { accessKeyId: `LTAI${Math.random()}` });
  const clock = aClock();
  const provide = kubeconfigProvider(running.source, 'c-1', {
    ...{ clock, wall: () => WALL, readAttempts: 1, readDeadlineMs: 400 },
    ...more,
  });
  return { provide, clock };
}

describe('a kubeconfig that ends', () => {
  test('is asked for an hour, at the public address unless told otherwise', async () => {
    const { provide } = await providing((_request, nth) => given(nth));
    expect(await provide()).toBe('kubeconfig 1');
    expect(running.requests).toEqual([
      {
        action: 'DescribeClusterUserKubeconfig',
        path: '/k8s/c-1/user_config',
        parameters: { PrivateIpAddress: 'false', TemporaryDurationMinutes: '60' },
      },
    ]);
  });

  test('is asked for at the private address when the product stands there', async () => {
    const { provide } = await providing((_request, nth) => given(nth), { privateAddress: true });
    await provide();
    expect(running.requests[0]?.parameters).toMatchObject({ PrivateIpAddress: 'true' });
  });

  test('is kept while enough of it is left, and renewed before it ends', async () => {
    const { provide, clock } = await providing((_request, nth) => given(nth));
    await provide();
    await clock.sleep(44 * MINUTE);
    expect(await provide()).toBe('kubeconfig 1');
    await clock.sleep(2 * MINUTE);
    expect(await provide()).toBe('kubeconfig 2');
  });

  test('ends when the service says so, if that is earlier', async () => {
    const { provide, clock } = await providing((_request, nth) => given(nth, '2026-01-01T00:20:00Z'));
    await provide();
    await clock.sleep(14 * MINUTE);
    expect(await provide()).toBe('kubeconfig 1');
    await clock.sleep(2 * MINUTE);
    expect(await provide()).toBe('kubeconfig 2');
  });

  test('is asked for once by those who ask together', async () => {
    const { provide } = await providing((_request, nth) => given(nth));
    expect(await Promise.all([provide(), provide(), provide()])).toEqual(Array(3).fill('kubeconfig 1'));
    expect(running.requests).toHaveLength(1);
  });

  test('that was refused is asked for anew', async () => {
    const { provide } = await providing((_request, nth) => (nth === 1 ? failure('403.StatusForbidden') : given(nth)));
    await expect(provide()).rejects.toMatchObject({ kind: 'denied', details: { code: 'StatusForbidden' } });
    expect(await provide()).toBe('kubeconfig 2');
  });

  test.each([
    ['no text', { config: { users: [] } }],
    ['nothing', {}],
    ['an empty text', { config: '' }],
    ['more than any kubeconfig', { config: 'x'.repeat(262_145) }],
  ])('that is %s is none', async (_what, body) => {
    const { provide } = await providing(() => ({ body: JSON.stringify(body) }));
    await expect(provide()).rejects.toMatchObject({ kind: 'unavailable' });
  });

  test('is in nothing that can be looked at', async () => {
    const body = { config: 'CANARY', code: 'Odd', message: 'CANARY' };
    const { provide } = await providing(() => ({ body: JSON.stringify(body) }));
    const failed: unknown = await provide().catch((error: unknown) => error);
    expect(inspect(failed, { depth: Infinity, showHidden: true })).not.toContain('CANARY');
    expect(inspect(provide, { depth: Infinity, showHidden: true })).not.toContain('CANARY');
  });
});
