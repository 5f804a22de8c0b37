import { describe, expect, it, vi } from 'vitest';
import { findFindings } from '@/domain/checks';
import { Estate } from '@/domain/estate/estate';
import type { Endpoint } from '@/domain/estate/flow';
import type { RouteEntry } from '@/domain/estate/routes';
import { parsePrefix, type Prefix } from '@/domain/net/prefix';
import { Dice } from '@/domain/testing/oracle/dice';
import { tangledEstate, tangledView } from '@/domain/testing/oracle/tangled-estate';
import { askedOf } from '@/domain/testing/oracle/tangled-ranges';
import { NOON, seedFigure, viewOf } from '@/domain/testing/seed-figure';
import { vbrRows } from '@/domain/testing/seed-parts';
import { judgeFlows, traceDirection } from './judge';
import { poolMatrix, siteMatrix } from './matrix';
import { reach } from './reach';
import type { Verdict } from '../verdict';

vi.setConfig({ testTimeout: 60_000 });

/** Processor time, so that a busy machine does not count. Bounds are ten times what was measured. */
function secondsOf(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const all: Endpoint = { prefix: parsePrefix('0.0.0.0/0') };
const toVlan = { kind: 'router-interface', key: 'ri-bp1vlan' } as const;
const toVpc = { kind: 'router-interface', key: 'ri-bp1vbr' } as const;

/** Blocks of one length, one after the other, alternately toward the data centre and the VPC. */
function rowsOf(count: number, length: 16 | 24): RouteEntry[] {
  return Array.from({ length: count }, (_, at) => {
    const [high, low] = length === 16 ? [at, 0] : [at >> 8, at & 255];
    const prefix = `${(high >> 8) & 255}.${high & 255}.${low}.0/${length}` as Prefix;
    return { prefix, nextHop: at % 2 === 0 ? toVlan : toVpc, type: 'bgp', status: 'available' };
  });
}

/**
 * Stages of VPCs, each with two equal ways to the next: as many ways as two to the power of the stages. `round`: the last leads
 * back to the first.
 */
function diamonds(stages: number, round: boolean): Estate {
  const numbers = Array.from({ length: stages }, (_, at) => at);
  const next = (at: number) => (at + 1 < stages ? at + 1 : round ? 0 : null);
  const pair = (at: number, side: string) => [
    { key: `out-${at}${side}`, router: `vpc-${at}`, opposite: `in-${at}${side}`, status: 'active' },
    { key: `in-${at}${side}`, router: `vpc-${next(at) ?? at}`, opposite: `out-${at}${side}`, status: 'active' },
  ];
  const hop = (at: number, side: string) => ({ kind: 'router-interface', key: `out-${at}${side}` });
  return Estate.parse({
    metadata: { name: 'diamonds' },
    vpcs: numbers.map((at) => ({
      key: `vpc-${at}`,
      prefixes: [`10.${at}.0.0/16`],
      vSwitches: [{ key: `vsw-${at}`, prefix: `10.${at}.0.0/24` }],
      routeTables: [
        {
          key: `vtb-${at}`,
          kind: 'system',
          entries: next(at) === null ? [] : [{ prefix: '0.0.0.0/0', nextHops: [hop(at, 'a'), hop(at, 'b')] }],
        },
      ],
    })),
    routerInterfaces: numbers.flatMap((at) => (next(at) === null ? [] : [...pair(at, 'a'), ...pair(at, 'b')])),
  });
}

describe('an estate that contradicts itself', () => {
  it('is answered, whatever is asked of it', () => {
    for (let seed = 1001; seed <= 1150; seed += 1) {
      const dice = new Dice(seed);
      const estate = tangledEstate(dice);
      const ends = [
        ...estate.clusters.flatMap((cluster) => (cluster.nodePools ?? []).map(({ key }) => ({ pool: key }))),
        ...askedOf(estate).map((prefix) => ({ prefix })),
        { site: 'dc-0' },
        { pool: 'nowhere' },
        all,
      ];
      const flows = dice.list(5, 5, (at) => ({
        key: `f-${at}`,
        from: dice.of(ends),
        to: dice.of(ends),
        mustHold: true,
      }));
      const view = tangledView(dice, { ...estate, flows });
      const verdicts = judgeFlows(view);
      const isSaid = ({ kind, reason }: Verdict) => kind === 'reachable' || reason !== undefined;
      expect(verdicts.every(({ forward, back }) => isSaid(forward) && isSaid(back))).toBe(true);
      for (const finding of findFindings(view, NOON, verdicts)) expect(finding.code).toMatch(/^[FVC]\d+$/u);
      expect(reach(view, dice.of(ends), dice.of(ends)).forward.length).toBeGreaterThan(0);
      expect(siteMatrix(view).cells.length + poolMatrix(view).cells.length).toBeGreaterThan(0);
    }
  });
});

describe('hostile sizes', () => {
  it('the whole address space in 65,536 pieces is answered for the whole of it', () => {
    const estate = seedFigure();
    vbrRows(estate).entries = rowsOf(65_536, 16);
    const spent = secondsOf(() => {
      const { forward } = reach(viewOf(estate), { pool: 'np-cloud' }, all);
      expect(forward.length).toBeGreaterThan(1);
    });
    expect(spent).toBeLessThan(10);
  });

  it('a million routes are made ready once and then cost no more than few', () => {
    const estate = seedFigure();
    vbrRows(estate).entries = rowsOf(1_000_000, 24);
    const view = viewOf(estate);
    expect(secondsOf(() => judgeFlows(view))).toBeLessThan(60);
    expect(secondsOf(() => reach(view, { pool: 'np-cloud' }, { pool: 'np-edge' }))).toBeLessThan(1);
  });

  it('ways that fan out and meet again forty times are no more work than their routers', () => {
    const view = viewOf(diamonds(40, false));
    const spent = secondsOf(() => {
      const end: Endpoint = { prefix: parsePrefix('10.39.0.0/24') };
      const { kind, reason } = traceDirection(view, { prefix: parsePrefix('10.0.0.0/24') }, end);
      // They are all followed to the end, and lead through VPCs.
      expect([kind, reason?.code]).toEqual(['unknown', 'transit-through-vpc']);
    });
    expect(spent).toBeLessThan(10);
  });

  it('circles of many routers are found to be circles', () => {
    const view = viewOf(diamonds(40, true));
    const spent = secondsOf(() => {
      const verdict = traceDirection(
        view,
        { prefix: parsePrefix('10.0.0.0/24') },
        { prefix: parsePrefix('192.0.2.0/24') },
      );
      expect([verdict.kind, verdict.finding]).toEqual(['unreachable', 'F20']);
    });
    expect(spent).toBeLessThan(10);
  });
});
