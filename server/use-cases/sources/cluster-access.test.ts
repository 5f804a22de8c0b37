import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SourceSettings } from '@/domain/sources/settings';
import { createTestWorld, type TestWorld } from '@/server/testing/context';
import { addTestSource } from '@/server/testing/sources';
import type { Context } from '../context';
import { kubeconfigOf, stateOfAccess } from './cluster-access';

type ClusterSettings = Extract<SourceSettings, { system: 'kubernetes' }>;

describe('the way to a cluster through the container service', () => {
  let world: TestWorld;
  let context: Context;
  let sourceId: string;
  const through = (source: string): ClusterSettings => ({
    ...{ system: 'kubernetes', cluster: 'c-1' },
    access: { kind: 'ack', source },
  });
  const change = (data: Parameters<TestWorld['db']['source']['update']>[0]['data']) =>
    world.db.source.update({ where: { id: sourceId }, data });
  const NONE = { kind: 'none' } as const;

  beforeAll(async () => {
    world = await createTestWorld();
    context = world.asJob('collect-source');
    sourceId = await addTestSource(world, { key: 'hz-ack', system: 'ack' });
    await addTestSource(world, { key: 'hz-vpc' });
  });
  afterAll(() => world.close());
  beforeEach(() => change({ enabled: true, removedAt: null, endpoint: '127.0.0.1:4010' }));

  it('is a kubeconfig that is asked for when it is needed, not before', async () => {
    expect(await kubeconfigOf(context, through('hz-ack'), NONE)).toBeTypeOf('function');
  });

  it('is not needed by a cluster whose kubeconfig a person gave', async () => {
    const settings: ClusterSettings = { system: 'kubernetes', cluster: 'c-1', access: { kind: 'kubeconfig' } };
    const provide = await kubeconfigOf(context, settings, { kind: 'kubeconfig', kubeconfig: 'given' });
    expect([await provide(), await stateOfAccess(context, settings)]).toEqual(['given', '']);
  });

  it.each<[string, object, object]>([
    ['is gone', { removedAt: new Date() }, { params: { source: 'hz-ack' } }],
    ['is switched off', { enabled: false }, { code: 'precondition-failed' }],
    ['stands where nothing may be reached', { endpoint: '127.0.0.1:4011' }, {}],
  ])('is closed when the source %s', async (_what, data, refusal) => {
    await change(data);
    await expect(kubeconfigOf(context, through('hz-ack'), NONE)).rejects.toMatchObject({
      name: 'DomainError',
      ...refusal,
    });
  });

  it.each(['hz-vpc', 'nobody'])('does not lead through %s', async (key) => {
    await expect(kubeconfigOf(context, through(key), NONE)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is another way as soon as the source or its credential is another one', async () => {
    const state = () => stateOfAccess(context, through('hz-ack'));
    const first = await state();
    await change({ version: { increment: 1 } });
    const second = await state();
    await world.db.sourceCredential.update({ where: { sourceId }, data: { rotatedAt: new Date('2026-04-01') } });
    expect(new Set([first, second, await state()]).size).toBe(3);
    expect(await state()).toBe(await state());
  });
});
