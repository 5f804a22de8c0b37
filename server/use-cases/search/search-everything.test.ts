import { expect, it } from 'vitest';
import { createTestWorld } from '@/server/testing/context';
import { importEstate } from '../estate/import-estate';
import { saveFact } from '../inventory/save-fact';
import { searchEverything } from './search-everything';

it('what is declared is found by name and by address as soon as it is there, and by nobody who may not read', async () => {
  const world = await createTestWorld();
  const rows = Array.from({ length: 60 }, (_, n) => `dc-${n},data-centre,10.${n >> 8}.${n & 255}.0/24`);
  const text = `key,kind,host_prefixes\n${rows.join('\n')}\n`;
  expect(await importEstate(world.as('engineer'), { text })).toMatchObject({ added: 60 });
  const found = async (typed: string) => {
    const groups = await searchEverything(world.as('viewer'), { text: typed });
    return groups.flatMap(({ hits }) => hits.map(({ key }) => key));
  };
  expect((await found('10.0.59.7'))[0]).toBe('dc-59');
  const attributes = { kind: 'data-centre', hostPrefixes: ['172.16.0.0/24'], lans: [] };
  await saveFact(world.as('engineer'), { section: 'sites', key: 'pudong', version: null, attributes });
  await expect.poll(() => found('pudong')).toContain('pudong');
  await expect(searchEverything(world.anonymous(), { text: 'dc' })).rejects.toMatchObject({ code: 'unauthenticated' });
  await world.close();
});
