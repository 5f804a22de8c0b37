import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Flow } from '@/domain/estate/flow';
import type { EstateView } from '@/domain/estate/view';
import { parseAddress } from '@/domain/net/address';
import { parsePrefix } from '@/domain/net/prefix';
import { estateArbitrary } from '@/domain/testing/estate-arbitrary';
import { seedFigure, seedWith, viewOf } from '@/domain/testing/seed-figure';
import { wideEstate } from '@/domain/testing/wide-estate';
import { judgeFlow } from './judge';
import { poolMatrix, siteMatrix, type Matrix, type MatrixCell, type Place } from './matrix';
import type { Verdict } from '../verdict';

/** The same by asking for each pair. */
function pairByPair(view: EstateView, { rows, columns }: Matrix): MatrixCell[] {
  const endpointOf = ({ kind, key }: Place) => (kind === 'site' ? { site: key } : { pool: key });
  const causeOf = ({ kind, reason, finding, owner }: Verdict) =>
    kind === 'reachable' || !reason
      ? null
      : { kind, reason, ...(finding ? { finding } : {}), ...(owner ? { owner } : {}) };
  return rows.flatMap((from) =>
    columns.map((to) => {
      const flow = Flow.parse({ key: 'pair', from: endpointOf(from), to: endpointOf(to) });
      const { kind, forward, back } = judgeFlow(view, flow);
      return { from: from.key, to: to.key, kind, forward: causeOf(forward), back: causeOf(back) };
    }),
  );
}

const cellOf = ({ cells }: Matrix, from: string, to: string) =>
  cells.find((each) => each.from === from && each.to === to);

describe('a matrix', () => {
  it('says of every pair of the figure what a flow between them says', () => {
    const view = viewOf(seedFigure());
    for (const matrix of [siteMatrix(view), poolMatrix(view)]) expect(matrix.cells).toEqual(pairByPair(view, matrix));
  });

  it('says whose a loop is by whom the traffic is for', () => {
    const estate = seedWith(({ gateways: [gateway] }) => {
      gateway!.aggregates = [];
      gateway!.staticRoutes = [{ prefix: parsePrefix('10.0.1.0/26'), nextHop: parseAddress('169.254.10.1') }];
    });
    const matrix = poolMatrix(viewOf(estate));
    expect(cellOf(matrix, 'np-cloud', 'np-edge')?.forward).toMatchObject({ finding: 'F20', owner: 'idc' });
    expect(matrix.cells).toEqual(pairByPair(viewOf(estate), matrix));
  });

  it('says so of any estate', () => {
    fc.assert(
      fc.property(estateArbitrary(), (estate) => {
        const view = viewOf(estate);
        for (const matrix of [siteMatrix(view), poolMatrix(view)])
          expect(matrix.cells).toEqual(pairByPair(view, matrix));
      }),
      { numRuns: 60 },
    );
  }, 30_000);

  it('says so where many sites share their routers', () => {
    const view = viewOf(wideEstate({ sites: 6, nodesPerSite: 2, routesPerVbr: 3 }));
    const matrix = poolMatrix(view);
    expect(matrix.cells.map(({ kind }) => kind)).toContain('reachable');
    expect(matrix.cells).toEqual(pairByPair(view, matrix));
  });

  it('sets a region against itself by its pods: nodes that stand outside the pods’ security group are no fault', () => {
    const view = viewOf(seedFigure());
    expect(cellOf(siteMatrix(view), 'cn-hangzhou', 'cn-hangzhou')).toMatchObject({
      kind: 'reachable',
      forward: null,
      back: null,
    });
  });

  it('sets a region against itself by all that it holds while nobody knows which vSwitches its pods are in', () => {
    const view = viewOf(seedWith((estate) => void delete estate.clusters[0]!.terway));
    expect(cellOf(siteMatrix(view), 'cn-hangzhou', 'cn-hangzhou')).toMatchObject({ kind: 'reachable' });
  });

  it('names the cause of each direction apart', () => {
    const view = viewOf(seedWith((estate) => void (estate.vpcs[0]!.securityGroups![0]!.permits = [])));
    const cell = poolMatrix(view).cells.find(({ forward, back }) => forward && !back);
    expect(cell).toMatchObject({ kind: 'unreachable', forward: { kind: 'unreachable', owner: 'cloud' }, back: null });
  });

  it('of an estate with a site without addresses says that nothing is known there', () => {
    const view = viewOf(
      seedWith((estate) => void estate.sites.push({ key: 'dc-new', kind: 'data-centre', hostPrefixes: [], lans: [] })),
    );
    expect(cellOf(siteMatrix(view), 'dc-new', 'dc-hz1')).toMatchObject({
      kind: 'unknown',
      forward: { reason: { code: 'endpoint-has-no-addresses' } },
    });
  });
});
