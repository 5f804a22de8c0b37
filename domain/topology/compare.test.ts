import { describe, expect, it } from 'vitest';
import type { Estate } from '@/domain/estate/estate';
import { indexEstate } from '@/domain/routing/estate-index';
import { seedFigure, seedWith, viewOf } from '@/domain/testing/seed-figure';
import { dropRow, peerOf, row, vbrRows } from '@/domain/testing/seed-parts';
import { surveyEstate } from './census';
import { compareEstates } from './compare';
import { drawTopology } from './index';

const differences = (before: Estate, after: Estate) =>
  compareEstates(indexEstate(viewOf(before)), indexEstate(viewOf(after)));

describe('two times', () => {
  it('of the same estate do not differ', () => {
    expect(differences(seedFigure(), seedFigure())).toEqual([]);
  });

  it('say which rows came and went', () => {
    const after = seedWith((estate) => {
      dropRow(vbrRows(estate), '172.16.0.0/16');
      vbrRows(estate).entries!.push(row('10.9.0.0/16', 'ri-bp1vlan'), row('10.10.0.0/16', 'ri-bp1vlan'));
    });
    expect(differences(seedFigure(), after)).toEqual([
      {
        id: 'vbr:vbr-bp1hz',
        kind: 'vbr',
        key: 'vbr-bp1hz',
        difference: 'changed',
        fields: [],
        routes: { added: 2, removed: 1 },
      },
    ]);
  });

  it('name the fields that differ, but no counters', () => {
    const counted = seedWith(
      (estate) => (peerOf(estate).observed = { ...peerOf(estate).observed!, receivedRoutes: 77 }),
    );
    expect(differences(seedFigure(), counted)).toEqual([]);
    const down = seedWith((estate) => (peerOf(estate).observed = { sessionState: 'idle' }));
    expect(differences(seedFigure(), down)).toMatchObject([{ id: 'vbr:vbr-bp1hz', fields: ['bgpGroups'] }]);
  });

  it('show what came and what has gone in one picture', () => {
    const after = seedWith((estate) => {
      estate.clusters[0]!.nodes!.splice(1, 1);
      estate.clusters[0]!.nodes!.push({ name: 'fresh', pool: 'np-edge', ready: true });
    });
    const graph = drawTopology(surveyEstate(viewOf(after), []), {}, surveyEstate(viewOf(seedFigure()), []));
    const marks = Object.fromEntries(
      graph.nodes.flatMap((each) => (each.difference ? [[each.id, each.difference]] : [])),
    );
    expect(marks['node:c0seedhz|fresh']).toBe('added');
    expect(Object.values(marks).filter((each) => each === 'removed')).toHaveLength(1);
  });
});
