import { describe, expect, it } from 'vitest';
import { findFindings } from '@/domain/checks';
import type { ResourceKind } from '@/domain/estate/resource';
import type { EstateView, PartFreshness } from '@/domain/estate/view';
import { seedFigure, seedWith, viewOf } from '@/domain/testing/seed-figure';
import { peerOf, vbrOf, vbrRows } from '@/domain/testing/seed-parts';
import { wideEstate } from '@/domain/testing/wide-estate';
import { datedFlowVerdict } from '../dated-verdict';
import { gatewayTable } from '../gateway/gateway-fib';
import { indexEstate } from '../estate-index';
import { judgeFlows } from './judge';

const EARLIER = '2026-03-18T12:00:00.000Z';
const LATER = '2026-03-18T12:00:30.000Z';

const part = (kind: ResourceKind, within?: string, more: Partial<PartFreshness> = {}): PartFreshness => ({
  source: 'cloud',
  kind,
  ...(within === undefined ? {} : { within }),
  observedAt: EARLIER,
  stale: false,
  ...more,
});
const KINDS = ['vpc', 'v-switch', 'vbr', 'router-interface', 'physical-connection', 'bgp-peer', 'bgp-network'] as const;
const parts = [...KINDS.map((kind) => part(kind)), part('route-entry')];
const read = (estate = seedFigure(), of: readonly PartFreshness[] = parts): EstateView => viewOf(estate, of);
const later = (view: EstateView): EstateView => ({
  ...view,
  parts: view.parts.map((each) => ({ ...each, observedAt: LATER })),
});
const others = (before: EstateView, after: EstateView) => {
  const known = judgeFlows(before);
  return judgeFlows(after).flatMap((verdict, at) => (verdict === known[at] ? [] : verdict.flow));
};

describe('readings that have grown older', () => {
  it('leave every verdict what it was, in one estate and in one that is read anew', () => {
    const view = read();
    expect(judgeFlows(view).length).toBeGreaterThan(0);
    expect(others(view, later(view))).toEqual([]);
    expect(others(view, { ...later(view), estate: { ...view.estate } })).toEqual([]);
    expect(indexEstate(later(view))).toBe(indexEstate(view));
  });

  it('have no rule looked at again', () => {
    const view = read(seedWith((estate) => (peerOf(estate).bfd = { enabled: false })));
    const found = findFindings(view, EARLIER);
    expect(found.map(({ kind }) => kind)).toContain('bfd-off');
    findFindings(later(view), LATER).forEach((finding, at) => expect(finding).toBe(found[at]));
  });

  it('are told with their newest age wherever a verdict is shown', () => {
    const view = read();
    const agesOf = (of: EstateView) =>
      judgeFlows(of)
        .map((each) => datedFlowVerdict(of, each))
        .flatMap(({ forward, back }) => [...forward.hops, ...back.hops])
        .flatMap(({ observedAt }) => observedAt ?? []);
    expect(new Set(agesOf(view))).toEqual(new Set([EARLIER]));
    expect(agesOf(later(view))).toEqual(agesOf(view).map(() => LATER));
  });

  it('say since when they are too old to believe', () => {
    const stale = read(undefined, [part('v-switch', undefined, { stale: true })]);
    const [flow] = judgeFlows(stale).filter(({ forward }) => forward.reason?.code === 'stale-reading');
    const params = { source: 'cloud', kind: 'v-switch' };
    expect(flow?.forward.reason?.params).toEqual({ ...params, within: 'vpc-bp1hz' });
    expect(datedFlowVerdict(later(stale), flow!).forward.reason?.params).toMatchObject({
      ...params,
      observedAt: LATER,
    });
  });
});

describe('a reading that is believed no more, or again', () => {
  const wide = wideEstate({ sites: 3, nodesPerSite: 2, routesPerVbr: 1 });
  const tables = wide.vbrs.map(({ routeTable }) => part('route-entry', routeTable!.key));
  const sessions = wide.vbrs.map(({ key }) => part('bgp-peer', key));
  const without = (view: EstateView, kind: ResourceKind, within: string, as: Partial<PartFreshness>): EstateView => ({
    ...view,
    parts: view.parts.map((each) => (each.kind === kind && each.within === within ? { ...each, ...as } : each)),
  });

  it.each([{ stale: true }, { observedAt: null }])('has the flows judged again that its table decides: %j', (as) => {
    const view = read(wide, [...tables, ...sessions]);
    const flipped = without(view, 'route-entry', 'vtb-1a', as);
    expect(others(view, flipped)).toEqual(['pods-1', 'hosts-1']);
    expect(judgeFlows(flipped)).toEqual(judgeFlows(structuredClone(flipped)));
    expect(others(flipped, view)).toEqual(['pods-1', 'hosts-1']);
    expect(findFindings(flipped, LATER)).toEqual(findFindings(structuredClone(flipped), LATER));
  });

  it('has a gateway’s table made again when a session it rests on is told by nobody', () => {
    const view = read(wide, [...tables, ...sessions]);
    const flipped = without(view, 'bgp-peer', 'vbr-1a', { stale: true });
    const tableIn = (of: EstateView, key: string) => gatewayTable(indexEstate(of), indexEstate(of).gateways.get(key)!);
    expect(tableIn(flipped, 'gw-1')).not.toBe(tableIn(view, 'gw-1'));
    expect(tableIn(flipped, 'gw-2')).toBe(tableIn(view, 'gw-2'));
    expect(others(view, flipped)).toEqual(['pods-1', 'hosts-1']);
    expect(judgeFlows(flipped)).toEqual(judgeFlows(structuredClone(flipped)));
  });

  it('has a gateway judged again whose own table is not read any more', () => {
    const estate = seedFigure();
    const { vlanInterface } = vbrOf(estate);
    vbrRows(estate).entries!.push({
      ...vbrRows(estate).entries![0]!,
      prefix: estate.sites.find(({ kind }) => kind === 'data-centre')!.hostPrefixes[0]!,
      nextHop: { kind: 'router-interface', key: vlanInterface! },
    });
    estate.gateways[0]!.observed = { routes: [] };
    const view = read(estate, [part('gateway-route', estate.gateways[0]!.key)]);
    const flipped = { ...view, parts: view.parts.map((each) => ({ ...each, stale: true })) };
    expect(others(view, flipped).length).toBeGreaterThan(0);
    expect(judgeFlows(flipped)).toEqual(judgeFlows(structuredClone(flipped)));
  });
});
