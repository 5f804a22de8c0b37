import { afterEach, describe, expect, test } from 'vitest';
import { Effect } from '@/domain/changes/effect';
import type { Estate } from '@/domain/estate/estate';
import { canonicalResources } from '@/domain/estate/flatten';
import type { ObservedResource } from '@/domain/estate/resource';
import { anEstate } from '@/domain/testing/an-estate';
import { seedFigure } from '@/domain/testing/seed-figure';
import type { FaultPlanInput } from '@/lab/faults/fault';
import { startLab, type RunningLab } from '@/lab/testing';
import type { Coverage } from '../types';
import { createVpcConnector } from '.';
import { aClock } from '../alibaba/testing/clock';
import { expectCoveredIsTrue } from '../testing/covered-is-true';
import { aSource } from './testing/recorded-source';

let lab: RunningLab;
afterEach(() => lab.close());

function connect() {
  const { endpoint, accessKeyId, accessKeySecret } = lab;
  return createVpcConnector(
    { ...aSource, endpoint, accessKeyId, accessKeySecret },
    { clock: aClock(), readDeadlineMs: 500 },
  );
}

const strike = (rule: NonNullable<FaultPlanInput['rules']>[number]) => lab.lab.faults.add({ rules: [rule] });

/** Enough rows for several pages of every style. */
function aLargeEstate(): Estate {
  const ri = (key: string) => ({ kind: 'router-interface', key }) as const;
  const entries = Array.from({ length: 150 }, (_, n) => ({ prefix: `10.0.${n}.0/24`, nextHop: ri('ri-vlan') }));
  const vSwitches = Array.from({ length: 120 }, (_, n) => ({ key: `vsw-${n}`, prefix: `192.168.${n}.0/24` }));
  return anEstate()
    .withVpc({
      key: 'vpc-a',
      prefixes: ['192.168.0.0/16'],
      vSwitches,
      routeTables: [{ key: 'vtb-a', kind: 'system', entries: [] }],
    })
    .withVbr({
      key: 'vbr-a',
      physicalConnections: [],
      vlanInterface: 'ri-vlan',
      routeTable: { key: 'vtb-vbr', entries },
    })
    .build();
}

/** What an observation says of one part of the source. */
function partOf(resources: readonly ObservedResource[], { kind, within }: Coverage): readonly ObservedResource[] {
  const isInside = (each: ObservedResource) =>
    within === undefined || (each.kind === 'route-entry' && each.attributes.routeTable === within);
  return canonicalResources(resources.filter((each) => each.kind === kind && isInside(each)));
}

describe('a source that answers wrongly', () => {
  test.each(['half-page', 'duplicate-page'] as const)('with a %s is not believed', async (kind) => {
    lab = await startLab({ estate: aLargeEstate() });
    strike({ action: 'DescribeVSwitches', fault: { kind } });
    strike({ action: 'DescribeRouteEntryList', match: { RouteTableId: 'vtb-vbr' }, fault: { kind } });
    const { covered, failures } = await connect().observe({});
    expect(covered).not.toContainEqual({ kind: 'v-switch' });
    expect(covered).not.toContainEqual({ kind: 'route-entry', within: 'vtb-vbr' });
    expect(failures.map((each) => each.kind).sort()).toEqual(['route-entry', 'v-switch']);
  });

  test('with other types and without empty wrappers is understood all the same', async () => {
    lab = await startLab({ estate: seedFigure() });
    const strict = await connect().observe({});
    strike({ fault: { kind: 'loose-types' } });
    const loose = await connect().observe({});
    expect(loose.failures).toEqual([]);
    expect(canonicalResources(loose.resources)).toEqual(canonicalResources(strict.resources));
  });

  test('whatever it does, what is covered is true', async () => {
    lab = await startLab({ estate: aLargeEstate() });
    await expectCoveredIsTrue({
      lab,
      observe: () => connect().observe({}),
      faults: ['half-page', 'duplicate-page', 'html', 'reset', 'throttle', 'error', 'loose-types', 'deny'],
      partOf,
      most: 0.6,
    });
  });
});

describe('a write that goes wrong', () => {
  const effect = Effect.parse({
    kind: 'create-route-entry',
    router: { kind: 'vbr', key: 'vbr-bp1hz' },
    routeTable: 'vtb-bp1vbr',
    prefix: '10.9.0.0/16',
    nextHop: { kind: 'router-interface', key: 'ri-bp1vlan' },
  });
  const options = { token: 'step-1', deadlineMs: 400 };

  test.each<[string, NonNullable<FaultPlanInput['rules']>[number]['fault'], 'applied' | 'not-applied']>([
    ['an error after the effect', { kind: 'error', when: 'after' }, 'applied'],
    ['an error before it', { kind: 'error', when: 'before' }, 'not-applied'],
    ['a lost answer', { kind: 'lost-response' }, 'applied'],
    ['a cut connection', { kind: 'reset' }, 'not-applied'],
    ['an HTML page after the effect', { kind: 'html', when: 'after' }, 'applied'],
    ['an HTML page before it', { kind: 'html', when: 'before' }, 'not-applied'],
    ['silence after the effect', { kind: 'stall', when: 'after' }, 'applied'],
    ['silence before it', { kind: 'stall', when: 'before' }, 'not-applied'],
  ])('by %s says that it does not know; reading tells', async (_what, fault, truth) => {
    lab = await startLab({ estate: seedFigure() });
    strike({ action: 'CreateRouteEntry', fault });
    await expect(connect().perform(effect, options)).rejects.toMatchObject({
      kind: 'unavailable',
      details: { outcome: 'unknown' },
    });
    expect((await connect().inspect(effect)).kind).toBe(truth);
    expect(lab.state.effects.length).toBe(truth === 'applied' ? 1 : 0);
  });

  test('by a lost answer may be sent again with its token: it happens once', async () => {
    lab = await startLab({ estate: seedFigure() });
    strike({ action: 'CreateRouteEntry', times: 1, fault: { kind: 'lost-response' } });
    await expect(connect().perform(effect, options)).rejects.toMatchObject({ details: { outcome: 'unknown' } });
    const again = await connect().perform(effect, options);
    expect(await connect().inspect(effect)).toEqual({ kind: 'applied', resourceId: again.resourceId });
    expect(lab.state.effects).toHaveLength(1);
  });

  test('by throttling carries the wait', async () => {
    lab = await startLab({ estate: seedFigure() });
    strike({ action: 'CreateRouteEntry', fault: { kind: 'throttle', retryAfterMs: 700 } });
    await expect(connect().perform(effect, options)).rejects.toMatchObject({
      kind: 'throttled',
      details: { retryAfterMs: 700, outcome: 'none' },
    });
  });

  test('while another is under way is a conflict, and the first is seen in progress', async () => {
    lab = await startLab({ estate: seedFigure(), latency: { routeMs: 60_000 } });
    await connect().perform(effect, options);
    expect((await connect().inspect(effect)).kind).toBe('in-progress');
    const second = { ...effect, prefix: '10.10.0.0/16' } as Effect;
    await expect(connect().perform(second, { ...options, token: 'step-2' })).rejects.toMatchObject({
      kind: 'conflict',
      retryable: true,
      details: { outcome: 'none' },
    });
  });
});
