import { expect, it } from 'vitest';
import { createTestWorld } from '@/server/testing/context';
import { importEstate } from '../estate/import-estate';
import { saveFact } from '../inventory/save-fact';
import { reserveBlock } from '../ledger/reserve-block';
import { addTestSource } from '@/server/testing/sources';
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

it('sources and reserved addresses are found as well, sources by whoever may see them', async () => {
  const world = await createTestWorld();
  await addTestSource(world, { key: 'cloud-hz' });
  await reserveBlock(world.as('engineer'), { prefix: '10.77.0.0/16', role: 'host', note: 'for the new hall' });
  const found = async (typed: string) => {
    const groups = await searchEverything(world.as('viewer'), { text: typed });
    return groups.map(({ kind, hits }) => `${kind} ${hits[0]?.label}`);
  };
  expect(await found('cloud-hz')).toContain('source Hangzhou');
  expect(await found('new hall')).toEqual(['reservation 10.77.0.0/16']);
  expect(await found('10.77.3.4')).toEqual(['reservation 10.77.0.0/16']);
  await world.close();
});
