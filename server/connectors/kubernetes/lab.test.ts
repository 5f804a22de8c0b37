import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { assemble } from '@/domain/estate/assemble';
import type { Cluster } from '@/domain/estate/cluster';
import { declaredOf } from '@/domain/estate/declared-of';
import type { Estate } from '@/domain/estate/estate';
import { canonicalResources, observableOver } from '@/domain/estate/flatten';
import { KINDS_OF, ObservedResource, type ResourceOf } from '@/domain/estate/resource';
import { estateArbitrary } from '@/domain/testing/estate-arbitrary';
import { seedFigure } from '@/domain/testing/seed-figure';
import { kubeconfigFor } from '@/lab/kubernetes/access';
import { kubeCall } from '@/lab/kubernetes/testing';
import { type LabOptions, type RunningLab, startLab } from '@/lab/testing';
import type { Observation } from '../types';
import { expectCoveredIsTrue } from '../testing/covered-is-true';
import { createKubernetesConnector } from '.';
import { aSource, testClock } from './testing/source';

const CLUSTER = 'c0seedhz';
const running: RunningLab[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((lab) => lab.close()));
});

async function start(options: LabOptions = { estate: seedFigure() }) {
  const lab = await startLab(options);
  running.push(lab);
  return lab;
}

type Connecting = NonNullable<Parameters<typeof createKubernetesConnector>[1]> & { cluster?: string; until?: number };

function connect(lab: RunningLab, { cluster = CLUSTER, until = 0, ...options }: Connecting = {}) {
  const entrance = { secret: lab.accessKeySecret, port: lab.portOf('kubernetes') };
  return createKubernetesConnector(aSource(kubeconfigFor(entrance, cluster, 'reader', until), { cluster }), {
    readAttempts: 2,
    readDeadlineMs: 2_000,
    ...options,
  });
}

const everythingIn = (value: unknown) =>
  inspect(value, { depth: Infinity, showHidden: true, maxArrayLength: null, maxStringLength: null });

describe('a connector to the cluster of the lab', () => {
  test('reads every kind to its end, each resource what it says and once', async () => {
    const { resources, covered, failures, skipped } = await connect(await start()).observe({});
    expect([failures, skipped]).toEqual([[], []]);
    expect(covered).toEqual(KINDS_OF.kubernetes.map((kind) => ({ kind, within: CLUSTER })));
    for (const each of resources) expect(ObservedResource.parse(each)).toEqual(each);
    expect(new Set(resources.map(({ kind, key }) => `${kind} ${key}`)).size).toBe(resources.length);
    const nodes = resources.filter((each): each is ResourceOf<'node'> => each.kind === 'node');
    expect(nodes.map(({ attributes }) => attributes.podCidr)).toEqual([
      undefined,
      '10.0.0.0/25',
      '10.0.0.128/25',
      '10.0.1.0/25',
    ]);
  });

  test('finds nothing on a router, and concludes nothing', async () => {
    const router = { kind: 'vbr', key: 'vbr-bp1hz' } as const;
    expect(await connect(await start()).observe({ router })).toMatchObject({ resources: [], covered: [], requests: 0 });
  });

  test('asks what it may do without writing: all that is read, nothing that is written', async () => {
    const lab = await start();
    const { grants } = await connect(lab).probe();
    expect(new Set(grants.map(({ action }) => action)).size).toBe(grants.length);
    const states = (needed: string) =>
      new Set(grants.filter((each) => each.needed === needed).map(({ state }) => state));
    expect(states('observe')).toEqual(new Set(['granted']));
    expect(states('never')).toEqual(new Set(['denied']));
    expect(grants.filter(({ needed }) => needed === 'never').map(({ action }) => action)).toEqual(
      ['update', 'patch', 'delete'].map((verb) => `${verb} kube-system/configmaps/eni-config`),
    );
  });

  test('reads a thousand nodes page by page', async () => {
    const estate = seedFigure();
    const [cluster] = estate.clusters;
    if (!cluster) throw new Error('the figure has no cluster');
    const nodes = Array.from({ length: 1_201 }, (_, n) => ({ name: `node-${n}`, pool: 'np-cloud' }));
    const { resources, requests } = await connect(
      await start({ estate: { ...estate, clusters: [{ ...cluster, nodes }] } }),
    ).observe({});
    expect(resources.filter(({ kind }) => kind === 'node')).toHaveLength(1_201);
    expect(requests).toBe(3 + 1 + 1 + 2);
  });

  test('keeps the keys of the cluster in it', async () => {
    const lab = await start();
    const path = '/api/v1/namespaces/kube-system/configmaps/eni-config';
    expect((await kubeCall(lab, CLUSTER, 'GET', path)).text).toContain('CANARY-access-secret');
    const connector = connect(lab);
    const seen = [await connector.observe({}), await connector.probe()];
    lab.lab.faults.add({ rules: [{ fault: { kind: 'error', status: 422, code: 'Invalid', message: 'CANARY' } }] });
    seen.push(await connector.observe({}));
    expect(everythingIn(seen)).not.toContain('CANARY');
  });
});

describe('a cluster that fails', () => {
  const failing = async (action: string, fault: object, match: Record<string, string> = {}) => {
    const lab = await start({ estate: seedFigure(), faults: { rules: [{ action, match, fault: fault as never }] } });
    return connect(lab, { clock: testClock(), readDeadlineMs: 700 }).observe({});
  };

  test.each([
    ['denies', { kind: 'deny' }, 'denied', 'Forbidden'],
    ['throttles', { kind: 'throttle', retryAfterMs: 10 }, 'throttled', 'TooManyRequests'],
    ['breaks inside', { kind: 'error', status: 500, code: 'InternalError' }, 'unavailable', 'InternalError'],
    ['answers in HTML', { kind: 'html', status: 502 }, 'unavailable', 'HTTP502'],
    ['cuts the connection', { kind: 'reset' }, 'unavailable', 'ECONNRESET'],
    ['breaks off after half a page', { kind: 'half-page' }, 'unavailable', 'ECONNRESET'],
    ['says nothing', { kind: 'stall' }, 'unavailable', 'Timeout'],
  ])('and %s loses the nodes only', async (_what, fault, kind, code) => {
    const { failures, covered } = await failing('kubernetes:list', fault, { resource: 'nodes' });
    expect(failures).toMatchObject([{ kind: 'node', within: CLUSTER, error: { kind, details: { code } } }]);
    expect(covered.map((each) => each.kind)).toEqual(['eni-config', 'flannel-config', 'daemon-set']);
  });

  test('in whatever way, what is covered is true', async () => {
    const lab = await start();
    const observer = connect(lab, { clock: testClock(), readDeadlineMs: 1_000 });
    await expectCoveredIsTrue({
      lab,
      observe: () => observer.observe({}),
      faults: ['half-page', 'reset', 'html', { kind: 'throttle', retryAfterMs: 0 }, 'error', 'deny'],
      partOf: (resources, { kind }) => canonicalResources(resources.filter((each) => each.kind === kind)),
      whole: true,
      parts: KINDS_OF.kubernetes.length,
      runs: 30,
    });
  });

  test('is asked again, as a read may be', async () => {
    const rules = [{ action: 'kubernetes:list', times: 1, fault: { kind: 'reset' as const } }];
    const { failures } = await connect(await start({ estate: seedFigure(), faults: { rules } })).observe({});
    expect(failures).toEqual([]);
  });

  test('no longer knows a token whose time is over', async () => {
    const { failures, resources } = await connect(await start(), { until: Date.now() - 1 }).observe({});
    expect(resources).toEqual([]);
    expect(failures.map(({ error }) => error.details.code)).toEqual(Array.from({ length: 4 }, () => 'Unauthorized'));
  });
});

describe('watching the lab', () => {
  async function watching(lab: RunningLab) {
    const end = new AbortController();
    const moved = vi.fn();
    const done = connect(lab).watch?.(moved, end.signal);
    // Every stream says once that it is there.
    await vi.waitFor(() => expect(moved.mock.calls.length).toBe(6), { timeout: 5_000 });
    moved.mockClear();
    return { moved, stop: async () => (end.abort(), done) };
  }
  const patch = (lab: RunningLab, name: string, body: object) =>
    kubeCall(lab, CLUSTER, 'PATCH', `/api/v1/nodes/${name}`, { type: 'application/merge-patch+json', body });

  test('hears of what is looked at, and of nothing else', async () => {
    const lab = await start();
    const { moved, stop } = await watching(lab);
    await patch(lab, 'edge-hz1-a3', { metadata: { annotations: { heartbeat: '1' } } });
    await patch(lab, 'edge-hz1-a3', { spec: { unschedulable: true } });
    await vi.waitFor(() => expect(moved).toHaveBeenCalledTimes(1));
    await kubeCall(lab, CLUSTER, 'DELETE', '/api/v1/nodes/edge-hz1-a3');
    // The node goes, and the daemon set wants one pod less.
    await vi.waitFor(() => expect(moved).toHaveBeenCalledTimes(3));
    await stop();
  });

  test('ends when it is told to, without a complaint', async () => {
    const { stop } = await watching(await start());
    await expect(stop()).resolves.toBeUndefined();
  });

  test('ends with the cluster, and says so', async () => {
    const lab = await start();
    const moved = vi.fn();
    lab.lab.faults.add({ rules: [{ fault: { kind: 'deny' } }] });
    const done = connect(lab).watch?.(moved, new AbortController().signal);
    await expect(done).rejects.toMatchObject({ kind: 'denied' });
  });
});

describe('what is discovered of an estate that is served', () => {
  test('is what can be observed of it, and serving that again shows the same', async () => {
    await fc.assert(
      fc.asyncProperty(estateArbitrary(), async (estate) => {
        const first = await discover(estate);
        const whole = estateOf(first, estate);
        expect(observableOver('kubernetes', whole)).toEqual(canonicalResources(first.resources));
        const second = await discover(whole);
        expect(canonicalResources(second.resources)).toEqual(observableOver('kubernetes', whole));
      }),
      { numRuns: 25 },
    );
  });

  test('is all that the estate says, and of what it leaves open only what every cluster has', async () => {
    await fc.assert(
      fc.asyncProperty(estateArbitrary(), async (estate) => {
        const seen = new Map((await discover(estate)).resources.map((each) => [`${each.kind} ${each.key}`, each]));
        for (const each of observableOver('kubernetes', estate)) {
          expect(seen.get(`${each.kind} ${each.key}`)).toMatchObject(each);
          seen.delete(`${each.kind} ${each.key}`);
        }
        expect([...seen.values()].filter((each) => !isImplied(each))).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  test.each<[string, Partial<Cluster>]>([
    ['a configuration that is no JSON', { terway: { eniConfigFacts: { managers: [], problem: 'not-json' } } }],
    ['a configuration that is a list', { flannel: { namespace: 'kube-flannel', problem: 'not-an-object' } }],
    [
      'a configuration without its key',
      { terway: { eniConfigFacts: { managers: [{ manager: 'm' }], problem: 'no-eni-conf' } } },
    ],
    [
      'a rollout under way',
      {
        daemonSets: [
          { namespace: 'kube-system', name: 'terway-eniip', desired: 3, updated: 1, ready: 2, observedNewest: false },
        ],
      },
    ],
    [
      'both halves of a dual-stack node',
      { nodes: [{ name: 'n', podCidr6: '2001:db8::/64', edge: true, flannel: { ready: false } }] as never },
    ],
  ])('holds for %s', async (_what, part) => {
    const estate = { ...seedFigure(), clusters: [{ key: CLUSTER, ...part }] };
    const seen = (await discover(estate, CLUSTER)).resources;
    for (const each of observableOver('kubernetes', estate))
      expect(seen.find(({ kind, key }) => kind === each.kind && key === each.key)).toMatchObject(each);
  });
});

async function discover(estate: Estate, cluster = estate.clusters[0]?.key): Promise<Observation> {
  if (cluster === undefined) return { resources: [], covered: [], partly: [], failures: [], skipped: [], requests: 0 };
  const lab = await startLab({ estate });
  try {
    const observation = await connect(lab, { cluster }).observe({});
    expect([observation.failures, observation.skipped]).toEqual([[], []]);
    return observation;
  } finally {
    await lab.close();
  }
}

function estateOf({ resources, covered }: Observation, estate: Estate): Estate {
  const { facts } = declaredOf(estate);
  return assemble({ name: estate.metadata.name, declared: facts, observed: resources, known: covered }).estate;
}

/** What is not there is said to be missing; what carries the network runs in every cluster. */
function isImplied(resource: ObservedResource): boolean {
  if (resource.kind === 'daemon-set') return true;
  const isConfig = resource.kind === 'eni-config' || resource.kind === 'flannel-config';
  return isConfig && resource.attributes.problem === 'missing';
}
