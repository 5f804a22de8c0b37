import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { observableOver } from '@/domain/estate/flatten';
import { ObservedResource, RESOURCE_KINDS, SOURCE_SYSTEMS } from '@/domain/estate/resource';
import { estateArbitrary } from '@/domain/testing/estate-arbitrary';
import { formOf, isOfForm } from './resource-form';

describe('the form of a resource', () => {
  it('is known of what sources show, and says that it is read back as it was written', () => {
    fc.assert(
      fc.property(estateArbitrary(), (estate) => {
        for (const resource of SOURCE_SYSTEMS.flatMap((system) => observableOver(system, estate))) {
          const stored = JSON.parse(JSON.stringify(resource)) as ObservedResource;
          expect(isOfForm(resource.kind, formOf(resource))).toBe(true);
          expect(ObservedResource.parse(stored)).toEqual(stored);
        }
      }),
      { numRuns: 20 },
    );
  });

  const route = { prefix: '10.0.0.0/16', routeTable: 'vtb-1', type: 'custom', status: 'available' };
  it.each([
    ['is refused', { ...route, prefix: '10.0.0.1/16' }],
    ['is written otherwise', { ...route, prefix: '2001:DB8::/32' }],
    ['lacks what is said for it', { ...route, type: undefined }],
    ['says more than is understood', { ...route, unheard: true }],
  ])('is not known of what %s', (_, attributes) => {
    const resource = { kind: 'route-entry', key: 'r-1', attributes: JSON.parse(JSON.stringify(attributes)) };
    expect(formOf(resource as ObservedResource)).toBe('');
    expect(formOf({ ...resource, attributes: route } as ObservedResource)).not.toBe('');
  });

  it('differs from kind to kind, and a row that has none is of none', () => {
    const form = formOf({ kind: 'route-entry', key: 'r-1', attributes: route } as ObservedResource);
    expect(RESOURCE_KINDS.filter((kind) => isOfForm(kind, form))).toEqual(['route-entry']);
    expect(RESOURCE_KINDS.filter((kind) => isOfForm(kind, ''))).toEqual([]);
  });
});
