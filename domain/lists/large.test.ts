import { beforeAll, describe, expect, it } from 'vitest';
import { largeEstate } from '@/domain/testing/large-estate';
import { surveyEstate } from '@/domain/topology/census';
import { listerOf, type Lister } from './lister';
import type { ListKind } from './list';
import { readyList } from './page';
import { rowsOf } from './rows';

describe('lists of ten thousand nodes and a hundred thousand routes', () => {
  let lister: Lister;

  beforeAll(() => {
    const estate = largeEstate({ sites: 100, nodesPerSite: 100, routesPerVbr: 1_000 });
    lister = listerOf(surveyEstate({ estate, parts: [], revision: 'large' }, []), []);
  });

  const QUERY = { text: '7', statuses: [], page: 1, pageSize: 50 };

  it.each<[ListKind, string | undefined, number]>([
    ['node', undefined, 10_000],
    ['node', 'c-7', 100],
    ['route-table', undefined, 100],
    ['route', 'vbr-7', 1_000],
    ['cluster', undefined, 100],
  ])('of kind %s within %s hold %j rows and answer a page at once', (kind, within, all) => {
    const list = readyList(rowsOf(lister, kind, within));
    expect(list.all).toBe(all);
    list.page(QUERY);
    const start = performance.now();
    expect(list.page(QUERY).rows.length).toBeGreaterThan(0);
    // Two milliseconds on an idle machine: what would fail is a list that is sorted or spelled out at every question.
    expect(performance.now() - start).toBeLessThan(100);
  });
});
