import { describe, expect, it, vi } from 'vitest';
import { findFindings } from '@/domain/checks';
import { declaredOf } from '@/domain/estate/declared-of';
import type { Estate } from '@/domain/estate/estate';
import { RESOURCE_KINDS } from '@/domain/estate/resource';
import type { EstateView } from '@/domain/estate/view';
import { judgeFlows } from '@/domain/routing/answers/judge';
import { ANNOUNCED, designOf, UPLINKS, type Design } from '@/domain/testing/healthy/design';
import { healthyEstate } from '@/domain/testing/healthy/estate';
import { observedGateway } from '@/lab/gobgp/observed';
import { refreshSessions } from '@/lab/world/bgp';
import { buildWorld } from '@/lab/world/build';

vi.setConfig({ testTimeout: 30_000 });

const NOON = '2026-03-18T12:00:00.000Z';
const SEEDS = Array.from({ length: 200 }, (_, at) => at + 1);

/** As sources would read it: everything just now, and of the gateways what GoBGP shows. */
function viewOf({ seed, read, vpcs }: Design, estate: Estate): EstateView {
  const parts = RESOURCE_KINDS.map((kind) => ({ source: 'lab', kind, observedAt: NOON, stale: false }));
  const view = { estate, parts, revision: `healthy-${seed}`, declared: declaredOf(estate).facts };
  // The lab's VBRs tell nothing of what a transit router writes.
  if (!read || vpcs.some(({ by }) => by !== 'pair')) return view;
  const state = buildWorld(estate, { scenario: 'healthy', digest: '', born: NOON });
  refreshSessions(state, Date.parse(NOON), 0);
  const gateways = estate.gateways.map((gateway) =>
    gateway.driver === 'gobgp'
      ? { ...gateway, observed: observedGateway(state, gateway, Date.parse(NOON), (key) => key) }
      : gateway,
  );
  return { ...view, estate: { ...estate, gateways } };
}

const all = SEEDS.map((seed) => {
  const design = designOf(seed);
  return { design, view: viewOf(design, healthyEstate(design)) };
});

const named = ({ seed, vpcs, clusters, sites, read }: Design) => JSON.stringify({ seed, vpcs, clusters, sites, read });

describe('200 networks that people build and in which nothing is wrong', () => {
  it('are of every kind', () => {
    const sites = all.flatMap(({ design }) => design.sites);
    expect(new Set(sites.map(({ uplink }) => uplink))).toEqual(new Set(UPLINKS));
    expect(new Set(sites.map(({ announced }) => announced))).toEqual(new Set(ANNOUNCED));
    expect(new Set(all.map(({ design }) => named({ ...design, seed: 0 }))).size).toBe(SEEDS.length);
  });

  it('have no finding', () => {
    const found = all.flatMap(({ design, view }) =>
      findFindings(view, NOON).map(
        ({ code, kind, params }) => `${code} ${kind} ${JSON.stringify(params)} in ${named(design)}`,
      ),
    );
    expect(found.slice(0, 5)).toEqual([]);
  });

  it('let every flow through, both ways', () => {
    const stopped = all.flatMap(({ design, view }) =>
      judgeFlows(view)
        .filter(({ kind }) => kind !== 'reachable')
        .map(
          ({ flow, forward, back }) =>
            `${flow} ${forward.reason?.code} ${back.reason?.code} ${JSON.stringify([forward.reason?.params, back.reason?.params])} in ${named(design)}`,
        ),
    );
    expect(stopped.slice(0, 5)).toEqual([]);
  });
});
