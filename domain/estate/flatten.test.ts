import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { anEstate } from '@/domain/testing/an-estate';
import { estateArbitrary } from '@/domain/testing/estate-arbitrary';
import { canonicalResources, observableOver } from './flatten';
import { ObservedResource } from './resource';

vi.setConfig({ testTimeout: 60_000 });

describe('what the VPC API can show of an estate', () => {
  it('is made of valid resources with keys of their own, in canonical order', () => {
    fc.assert(
      fc.property(estateArbitrary(), (estate) => {
        const rows = observableOver('vpc', estate);
        for (const row of rows) expect(ObservedResource.parse(row)).toEqual(row);
        expect(new Set(rows.map((row) => `${row.kind} ${row.key}`)).size).toBe(rows.length);
        expect(canonicalResources([...rows].reverse())).toEqual(rows);
      }),
    );
  });

  it('holds no title, no secret reference, no quota, no site, no permit', () => {
    fc.assert(
      fc.property(estateArbitrary(), (estate) => {
        const members = observableOver('vpc', estate).flatMap((row) => Object.keys(row.attributes));
        for (const hidden of ['title', 'authKey', 'quota', 'site', 'securityGroups'])
          expect(members).not.toContain(hidden);
      }),
    );
  });

  it('does not depend on the order of next hops, nor on ids the source gives to rows', () => {
    const entry = (nextHops: string[], id?: string): ObservedResource => ({
      kind: 'route-entry',
      key: 'vtb-a|10.0.0.0/8|custom|ri-a+ri-b',
      attributes: ObservedResource.options[3].shape.attributes.parse({
        routeTable: 'vtb-a',
        prefix: '10.0.0.0/8',
        nextHops: nextHops.map((key) => ({ kind: 'router-interface', key })),
        id,
      }),
    });
    expect(canonicalResources([entry(['ri-b', 'ri-a'], 'rte-1')])).toEqual(
      canonicalResources([entry(['ri-a', 'ri-b'])]),
    );
  });

  it('says nothing of entries in a table whose entries are unknown', () => {
    const estate = anEstate()
      .withVpc({ key: 'vpc-a', prefixes: ['192.168.0.0/16'], routeTables: [{ key: 'vtb-a' }] })
      .build();
    expect(observableOver('vpc', estate).map((row) => row.kind)).toEqual(['vpc', 'route-table']);
  });
});
