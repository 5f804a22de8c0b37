import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assemble } from '@/domain/estate/assemble';
import { declaredOf } from '@/domain/estate/declared-of';
import type { Estate } from '@/domain/estate/estate';
import { canonicalResources, observableOver } from '@/domain/estate/flatten';
import type { ObservedResource } from '@/domain/estate/resource';
import { seedFigure } from '@/domain/testing/seed-figure';
import { type RunningLab, startLab } from '@/lab/testing';
import { plainText } from '../plain-text';
import { describeObserver } from '../contract';
import type { Observation } from '../types';
import { createAckObserver, kubeconfigProvider } from '.';
import { estateWithServiceFacts } from './testing/estate-with-service-facts';
import { aSource } from './testing/recorded-source';

function sourceOf(lab: RunningLab) {
  const { accessKeyId, accessKeySecret } = lab;
  return { ...aSource, endpoint: `127.0.0.1:${lab.portOf('ack')}`, accessKeyId, accessKeySecret };
}

describeObserver('the clusters of the lab', async () => {
  const lab = await startLab({ estate: withATask(seedFigure()) });
  return { observer: createAckObserver(sourceOf(lab)), stop: () => lab.close() };
});

function withATask(estate: Estate): Estate {
  return {
    ...estate,
    clusters: estate.clusters.map((each) => ({ ...each, tasks: [{ key: 'T-1', state: 'success' }] })),
  };
}

test('a kubeconfig of the lab leads to its own door for the cluster', async () => {
  const lab = await startLab({ estate: seedFigure() });
  const provide = kubeconfigProvider(sourceOf(lab), 'c0seedhz');
  expect(await provide()).toContain('/clusters/c0seedhz');
  expect(await provide()).toContain('CANARY');
  await lab.close();
});

describe('what is discovered of an estate that is served', () => {
  test('is what can be observed of it, and serving that again shows the same', async () => {
    await fc.assert(
      fc.asyncProperty(estateWithServiceFacts(), async (estate) => {
        const first = await discover(estate);
        const whole = estateOf(first, estate);
        expect(observableOver('ack', whole)).toEqual(comparable(first));
        expect(comparable(await discover(whole))).toEqual(observableOver('ack', whole));
      }),
      { numRuns: 40 },
    );
  });

  test('is all that the estate says, of everything that it lists', async () => {
    await fc.assert(
      fc.asyncProperty(estateWithServiceFacts(), async (estate) => {
        const seen = new Map((await discover(estate)).resources.map((each) => [`${each.kind} ${each.key}`, each]));
        const stated = observableOver('ack', estate).map(asOnTheWire);
        for (const each of stated) expect(seen.get(`${each.kind} ${each.key}`)).toMatchObject(each);
        expect(seen.size).toBe(stated.length);
      }),
      { numRuns: 40 },
    );
  });
});

async function discover(estate: Estate): Promise<Observation> {
  const lab = await startLab({ estate });
  try {
    const observation = await createAckObserver(sourceOf(lab)).observe({});
    expect(observation.failures).toEqual([]);
    expect(observation.skipped).toEqual([]);
    return observation;
  } finally {
    await lab.close();
  }
}

function estateOf({ resources, covered }: Observation, estate: Estate): Estate {
  const { facts } = declaredOf(estate);
  return assemble({ name: estate.metadata.name, declared: facts, observed: resources, known: covered }).estate;
}

/** The state of a machine as the service sees it is nothing that an estate says of a node. */
function comparable({ resources }: Observation): readonly ObservedResource[] {
  return canonicalResources(
    resources.map((each) => {
      if (each.kind !== 'cluster-node') return each;
      const { state, ...attributes } = each.attributes;
      expect(state).toBe('running');
      return { ...each, attributes };
    }),
  );
}

/** What an estate says, as the service can show it: names without unseen characters, empty ones not at all. */
function asOnTheWire({ kind, key, attributes }: ObservedResource) {
  const shown = Object.entries(attributes).flatMap(([name, value]: [string, unknown]) => {
    if (name === 'name' && ['cluster', 'node-pool'].includes(kind))
      return value === '' ? [] : [[name, plainText(String(value))]];
    return [[name, value]];
  });
  return { kind, key, attributes: Object.fromEntries(shown) as object };
}
