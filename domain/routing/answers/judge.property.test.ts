import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Estate } from '@/domain/estate/estate';
import { parsePrefix } from '@/domain/net/prefix';
import { seedFigure, viewOf } from '@/domain/testing/seed-figure';
import { judgeFlows } from './judge';
import type { Verdict } from '../verdict';

const BREAKS: readonly ((estate: Estate) => void)[] = [
  (estate) => void estate.vbrs[0]!.routeTable!.entries!.shift(),
  (estate) => void estate.vbrs[0]!.routeTable!.entries!.pop(),
  (estate) => void estate.vpcs[0]!.routeTables![0]!.entries!.shift(),
  (estate) => void (estate.vbrs[0]!.bgpNetworks = []),
  (estate) => void (estate.vbrs[0]!.bgpGroups![0]!.peers![0]!.observed = { sessionState: 'active' }),
  (estate) => void (estate.vbrs[0]!.routeTable!.entries![0]!.status = 'modifying'),
  (estate) => void (estate.routerInterfaces[0]!.status = 'inactive'),
  (estate) => void delete estate.clusters[0]!.nodes,
  (estate) => void estate.clusters[0]!.nodes?.splice(1, 1),
  (estate) => void (estate.gateways[0]!.staticRoutes = [{ prefix: parsePrefix('10.0.0.128/26'), discard: true }]),
  (estate) => void (estate.vpcs[0]!.securityGroups![0]!.permits = []),
  (estate) =>
    void estate.physicalConnections.push({
      key: 'pc-extra',
      site: 'dc-hz1',
      status: 'enabled',
      businessStatus: 'normal',
    }),
];

function broken(picks: readonly number[]): Estate {
  const estate = seedFigure();
  for (const pick of new Set(picks)) BREAKS[pick]?.(estate);
  return estate;
}

/** Every list in another order. */
function reordered<T>(value: T, turn: number): T {
  if (Array.isArray(value)) {
    const items = value.map((each: unknown) => reordered(each, turn));
    const by = items.length === 0 ? 0 : turn % items.length;
    const turned = [...items.slice(by), ...items.slice(0, by)];
    return (turn % 2 === 0 ? turned.reverse() : turned) as T;
  }
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, reordered(member, turn)])) as T;
  return value;
}

/** Every key under another name, wherever it is written. */
function renamed(estate: Estate, salt: string): Estate {
  const keys = new Set<string>();
  const collect = (value: unknown): void => {
    if (value === null || typeof value !== 'object') return;
    for (const [name, member] of Object.entries(value)) {
      if (name === 'key' && typeof member === 'string') keys.add(member);
      collect(member);
    }
  };
  collect(estate);
  const names = new Map([...keys].map((key, at) => [key, `${salt}${(at * 7919) % 1000}-${at}`]));
  const rename = (value: unknown): unknown => {
    if (typeof value === 'string') return names.get(value) ?? value;
    if (Array.isArray(value)) return value.map(rename);
    if (value !== null && typeof value === 'object')
      return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, rename(member)]));
    return value;
  };
  return Estate.parse(rename(estate));
}

/** A verdict without any name in it. */
const essence = ({ kind, reason, finding, owner, part, hops }: Verdict) => ({
  kind,
  code: reason?.code,
  finding,
  owner,
  part,
  hops: hops.map((hop) => [hop.place.kind, hop.status, hop.row?.prefix]),
});
const verdicts = (estate: Estate) =>
  judgeFlows(viewOf(estate)).map((each) => ({
    kind: each.kind,
    forward: essence(each.forward),
    back: essence(each.back),
  }));
const byText = (rows: readonly unknown[]) => rows.map((each) => JSON.stringify(each)).sort();

const picks = fc.array(fc.nat({ max: BREAKS.length - 1 }), { maxLength: 4 });

describe('a verdict', () => {
  it('does not depend on the order in which things are listed', () => {
    fc.assert(
      fc.property(picks, fc.integer({ min: 1, max: 6 }), (chosen, turn) => {
        const estate = broken(chosen);
        expect(byText(verdicts(reordered(estate, turn)))).toEqual(byText(verdicts(estate)));
      }),
      { numRuns: 150 },
    );
  });

  it('does not depend on what things are called', () => {
    fc.assert(
      fc.property(picks, fc.constantFrom('a', 'm', 'z'), (chosen, salt) => {
        const estate = broken(chosen);
        expect(verdicts(renamed(estate, salt))).toEqual(verdicts(estate));
      }),
      { numRuns: 150 },
    );
  });

  it('of a broken flow does not turn good by taking a route away', () => {
    const badness = { reachable: 0, unknown: 1, unreachable: 2 };
    fc.assert(
      fc.property(picks, fc.nat({ max: 2 }), (chosen, row) => {
        const before = broken(chosen);
        const after = structuredClone(before);
        after.vbrs[0]!.routeTable!.entries!.splice(row, 1);
        verdicts(before).forEach((each, at) => {
          if (each.kind === 'reachable') return;
          expect(badness[verdicts(after)[at]!.kind]).toBeGreaterThan(0);
        });
      }),
      { numRuns: 100 },
    );
  });
});
