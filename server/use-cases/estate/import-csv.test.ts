import { beforeEach, describe, expect, it } from 'vitest';
import { createTestWorld, type TestWorld } from '@/server/testing/context';
import { exportCsv } from './export-csv';
import { importEstate, previewImport } from './import-estate';
import { loadDeclared } from './declared-facts';

const estate = `apiVersion: causeway/v1
kind: Estate
metadata: { name: seed }
sites:
  - { key: dc-1, kind: data-centre, hostPrefixes: [172.16.0.0/16], note: "=1+1", lans: [{ key: lan-a, prefix: 172.16.10.0/24 }] }
  - { key: dc-2, kind: data-centre }
clusters:
  - { key: edge-1, edgePodCidr: 10.8.0.0/16, siteBlocks: [{ site: dc-1, prefix: 10.8.4.0/22 }] }
`;
const lans = 'site,key,prefix,gateway_address\ndc-1,lan-b,172.16.11.0/24,172.16.11.1\n';

describe('importing a table', () => {
  let world: TestWorld;
  beforeEach(async () => {
    world = await createTestWorld();
    await importEstate(world.as('engineer'), { text: estate });
    return () => world.close();
  });

  it('goes through the same dry run, writes what it showed, and is on the record', async () => {
    const preview = await previewImport(world.as('engineer'), { text: lans });
    expect(preview).toMatchObject({
      kind: 'ready',
      added: [],
      removed: [],
      changed: [{ section: 'sites', key: 'dc-1' }],
    });
    const base = preview.kind === 'ready' ? preview.base : '';
    expect(await importEstate(world.as('engineer'), { text: lans, base })).toEqual({
      added: 0,
      changed: 1,
      removed: 0,
    });
    const { facts, name } = await loadDeclared(world.db);
    expect(name).toBe('seed');
    expect(facts.sites.find(({ key }) => key === 'dc-1')).toMatchObject({
      note: '=1+1',
      lans: [{ key: 'lan-a' }, { key: 'lan-b', gatewayAddress: '172.16.11.1' }],
    });
    const entry = await world.db.auditEntry.findFirstOrThrow({ orderBy: { seq: 'desc' } });
    expect(entry).toMatchObject({
      action: 'estate.import',
      actorName: 'engineer',
      objects: ['sites:dc-1'],
      detail: { table: 'lans', mode: 'merge', changed: 1 },
    });
    expect(await importEstate(world.as('engineer'), { text: lans })).toEqual({ added: 0, changed: 0, removed: 0 });
    await expect(importEstate(world.as('engineer'), { text: lans, base })).rejects.toMatchObject({
      reason: 'estate-edited-meanwhile',
    });
  });

  it('is refused with every error at its row and column, and writes nothing', async () => {
    const wrong = `${lans}dc-1,lan-c,172.16.12.1/24,\ndc-3,lan-d,172.16.13.0/24,\n`;
    const preview = await previewImport(world.as('engineer'), { text: wrong });
    expect(preview).toMatchObject({
      kind: 'refused',
      errors: [
        { line: 3, column: 3, code: 'host-bits-set', path: ['lans', 'prefix'] },
        { line: 4, column: 1, code: 'unknown-reference', path: ['lans', 'site'] },
      ],
    });
    const before = await world.db.declaredVersion.count();
    await expect(importEstate(world.as('engineer'), { text: wrong })).rejects.toMatchObject({
      reason: 'estate-file-refused',
      problems: [{ params: { line: 3, column: 3 } }, { params: { line: 4 } }],
    });
    expect(await world.db.declaredVersion.count()).toBe(before);
  });

  it('is refused at the row whose block somebody else holds', async () => {
    const text = 'cluster,site,prefix\nedge-1,dc-2,10.8.8.0/22\nedge-1,dc-2,10.8.4.0/23\n';
    expect(await previewImport(world.as('engineer'), { text })).toMatchObject({
      kind: 'refused',
      errors: [{ line: 3, column: 3, code: 'block-taken', path: ['blocks', 'prefix'] }],
    });
  });

  it('never replaces, and is held to be a table when it is called one', async () => {
    expect(await previewImport(world.as('engineer'), { text: lans, mode: 'replace' })).toMatchObject({
      errors: [{ code: 'csv-only-merges' }],
    });
    expect(await previewImport(world.as('engineer'), { text: 'sites: []', format: 'csv' })).toMatchObject({
      errors: [{ code: 'csv-header' }],
    });
  });

  it('round-trips: each exported table imports as nothing new', async () => {
    for (const kind of ['sites', 'lans', 'blocks'] as const) {
      const { text } = await exportCsv(world.as('viewer'), { kind });
      const preview = await previewImport(world.as('engineer'), { text });
      expect([kind, preview]).toMatchObject([kind, { kind: 'ready', added: [], changed: [] }]);
    }
    const { text } = await exportCsv(world.as('viewer'), { kind: 'sites', template: true });
    expect(await previewImport(world.as('engineer'), { text })).toMatchObject({ kind: 'ready', unchanged: 0 });
  });

  it('is not for viewers', async () => {
    await expect(importEstate(world.as('viewer'), { text: lans })).rejects.toMatchObject({ code: 'forbidden' });
  });
});
