import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Effect } from '@/domain/changes/effect';
import { assemble } from '@/domain/estate/assemble';
import { declaredOf } from '@/domain/estate/declared-of';
import type { Estate } from '@/domain/estate/estate';
import { canonicalResources, observableOver } from '@/domain/estate/flatten';
import type { ObservedResource } from '@/domain/estate/resource';
import type { NextHop } from '@/domain/estate/routes';
import { estateArbitrary } from '@/domain/testing/estate-arbitrary';
import { seedFigure } from '@/domain/testing/seed-figure';
import { startLab, type RunningLab } from '@/lab/testing';
import { describeRouterConnector } from '../contract';
import { plainText } from '../plain-text';
import type { Observation } from '../types';
import { createVpcConnector } from '.';
import { aSource } from './testing/recorded-source';

function connect({ endpoint, accessKeyId, accessKeySecret }: RunningLab) {
  return createVpcConnector({ ...aSource, endpoint, accessKeyId, accessKeySecret });
}

const router = { kind: 'vbr', key: 'vbr-bp1hz' } as const;
const nextHop = { kind: 'router-interface', key: 'ri-bp1vlan' } as const;
const onVbr = (prefix: string, hop = nextHop.key) =>
  Effect.parse({
    kind: 'create-route-entry',
    router,
    routeTable: 'vtb-bp1vbr',
    prefix,
    nextHop: { ...nextHop, key: hop },
  });

describe('the routes of the lab', () => {
  describeRouterConnector('the lab, for a route entry', async () => {
    const lab = await startLab({ estate: seedFigure() });
    return {
      connector: connect(lab),
      vbr: router.key,
      applied: onVbr('172.16.0.0/16'),
      notApplied: onVbr('10.0.0.0/16'),
      contradicted: onVbr('192.168.0.0/16'),
      settle: () => Promise.resolve(),
      stop: () => lab.close(),
    };
  });
});

describe('the BGP peers of the lab', () => {
  describeRouterConnector('the lab, for a BGP peer', async () => {
    const lab = await startLab({ estate: withSecondGroup() });
    const peer = { kind: 'create-bgp-peer', vbr: router.key, bfd: { enabled: true, hops: 1 } };
    return {
      connector: connect(lab),
      vbr: router.key,
      applied: Effect.parse({ ...peer, group: 'bgpg-bp1hz', address: '169.254.10.2' }),
      notApplied: Effect.parse({ ...peer, group: 'bgpg-bp1hz', address: '169.254.10.6' }),
      contradicted: Effect.parse({ ...peer, group: 'bgpg-second', address: '169.254.10.2' }),
      settle: () => Promise.resolve(),
      stop: () => lab.close(),
    };
  });
});

function withSecondGroup(): Estate {
  const estate = seedFigure();
  estate.vbrs[0]?.bgpGroups?.push({ key: 'bgpg-second', localAsn: 45104, peerAsn: 65002, peers: [] });
  return estate;
}

test('one VPC is read with its tables, and none of the BGP it has not', async () => {
  const lab = await startLab({ estate: seedFigure() });
  const { resources, covered, failures } = await connect(lab).observe({ router: { kind: 'vpc', key: 'vpc-bp1hz' } });
  await lab.close();
  expect(failures).toEqual([]);
  expect(resources.flatMap((each) => (each.kind === 'route-table' ? [each.key] : []))).toEqual(['vtb-bp1vpc']);
  expect(covered).toContainEqual({ kind: 'route-entry', within: 'vtb-bp1vpc' });
  expect(covered).toContainEqual({ kind: 'route-table', within: 'vpc-bp1hz' });
  expect(covered.filter((each) => each.kind.startsWith('bgp'))).toEqual([]);
});

test('the keys of the lab stay in it', async () => {
  const lab = await startLab({ estate: seedFigure() });
  const connector = connect(lab);
  const seen = [await connector.observe({}), await connector.probe()];
  await lab.close();
  expect(lab.state.groups.some((group) => group.authKey.startsWith('CANARY'))).toBe(true);
  expect(inspect(seen, { depth: Infinity, showHidden: true, maxArrayLength: null })).not.toContain('CANARY');
});

describe('what is discovered of an estate that is served', () => {
  test('is what can be observed of it, and serving that again shows the same', async () => {
    await fc.assert(
      fc.asyncProperty(estateArbitrary(), async (estate) => {
        const first = await discover(estate);
        const whole = estateOf(first, estate);
        expect(observableOver('vpc', whole)).toEqual(canonicalResources(first.resources));
        const second = await discover(whole);
        expect(canonicalResources(second.resources)).toEqual(observableOver('vpc', whole));
      }),
      { numRuns: 40 },
    );
  });

  test('is all that the estate says, and of what it leaves open only what every network has', async () => {
    await fc.assert(
      fc.asyncProperty(estateArbitrary(), async (estate) => {
        const seen = new Map((await discover(estate)).resources.map((each) => [`${each.kind} ${each.key}`, each]));
        const stated = observableOver('vpc', estate)
          .filter((each) => !isMadeBySessions(each))
          .map(asOnTheWire);
        for (const each of stated) expect(seen.get(`${each.kind} ${each.key}`)).toMatchObject(each);
        for (const each of stated) seen.delete(`${each.kind} ${each.key}`);
        expect([...seen.values()].filter((each) => !isImplied(each))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

async function discover(estate: Estate): Promise<Observation> {
  const lab = await startLab({ estate });
  try {
    const observation = await connect(lab).observe({});
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

/** Routes learnt by BGP follow from who announces what, not from what a file says of them. */
function isMadeBySessions(resource: ObservedResource): boolean {
  return resource.kind === 'route-entry' && resource.attributes.type === 'bgp';
}

/** Every router has a table, every VPC its system routes, every announcement its learnt route. */
function isImplied(resource: ObservedResource): boolean {
  if (resource.kind === 'route-table') return true;
  return resource.kind === 'route-entry' && ['system', 'bgp'].includes(resource.attributes.type);
}

function withoutWeight({ kind, key }: NextHop): NextHop {
  return { kind, key };
}

/** What an estate says, as a source can show it: no empty texts, no unseen characters, statuses in lower case, sessions as they are. */
function asOnTheWire(resource: ObservedResource): { kind: string; key: string; attributes: object } {
  const attributes = Object.entries(resource.attributes).filter(([name]) => name !== 'observed');
  const shown = attributes.flatMap(([name, value]: [string, unknown]) => {
    // A weight divides among several hops; of one it says nothing.
    if (name === 'nextHop') return [[name, withoutWeight(value as NextHop)]];
    if (['name', 'description'].includes(name)) return value === '' ? [] : [[name, plainText(String(value))]];
    return [[name, name.toLowerCase().endsWith('status') ? String(value).toLowerCase() : value]];
  });
  return { kind: resource.kind, key: resource.key, attributes: Object.fromEntries(shown) as object };
}
