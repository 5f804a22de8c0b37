import { beforeEach, describe, expect, it } from 'vitest';
import { createTestWorld, type TestWorld } from '@/server/testing/context';
import { takeJobs } from '@/server/testing/jobs';
import { addTestSource } from '@/server/testing/sources';
import { saveFact } from '../inventory/save-fact';
import { loadDeclared } from './declared-facts';
import { exportEstate } from './export-estate';
import { importEstate, previewImport } from './import-estate';
import { loadEstateView } from './load-estate';

const text = `apiVersion: causeway/v1
kind: Estate
metadata: { name: seed }
sites:
  - { key: dc-1, kind: data-centre, hostPrefixes: [172.16.0.0/16] }
  - { key: cn-hangzhou, kind: cloud-region }
flows:
  - { key: a-to-b, from: { site: dc-1 }, to: { prefix: 192.168.0.0/16 }, mustHold: true }
`;

describe('importing an estate file', () => {
  let world: TestWorld;
  beforeEach(async () => {
    world = await createTestWorld();
    return () => world.close();
  });
  const view = (at?: Date) => loadEstateView(world.db, { now: world.now(), at });

  it('says in a dry run what it would write, and writes nothing', async () => {
    const preview = await previewImport(world.as('engineer'), { text });
    expect(preview).toMatchObject({ kind: 'ready', unchanged: 0, changed: [], removed: [] });
    expect(preview.kind === 'ready' && preview.added.map(({ section, key }) => `${section}/${key}`)).toEqual([
      'metadata/estate',
      'sites/dc-1',
      'sites/cn-hangzhou',
      'flows/a-to-b',
    ]);
    expect(await world.db.declaredVersion.count()).toBe(0);
  });

  it('reports every error at once with its line, and refuses the import with the same', async () => {
    const wrong = text.replace('172.16.0.0/16', '172.16.0.1/16').replace('kind: cloud-region', 'kind: cloud');
    const preview = await previewImport(world.as('engineer'), { text: wrong });
    expect(preview).toMatchObject({
      kind: 'refused',
      errors: [
        { line: 5, code: 'host-bits-set' },
        { line: 6, code: 'not-one-of' },
      ],
    });
    await expect(importEstate(world.as('engineer'), { text: wrong })).rejects.toMatchObject({
      reason: 'estate-file-refused',
      problems: [{ params: { line: 5 } }, { params: { line: 6 } }],
    });
  });

  it('writes facts, says so in the audit, and writes nothing when nothing is new', async () => {
    expect(await importEstate(world.as('engineer'), { text })).toEqual({ added: 4, changed: 0, removed: 0 });
    const entry = await world.db.auditEntry.findFirstOrThrow({ orderBy: { seq: 'desc' } });
    expect(entry).toMatchObject({ action: 'estate.import', actorName: 'engineer', detail: { added: 4 } });
    const { revision } = await view();
    expect(await importEstate(world.as('engineer'), { text })).toEqual({ added: 0, changed: 0, removed: 0 });
    expect(await world.db.auditEntry.count()).toBe(1);
    expect((await view()).revision).toBe(revision);
  });

  it('has waiting changes checked against what it wrote', async () => {
    await importEstate(world.as('engineer'), { text });
    expect(await takeJobs(world, 'check-ground')).toBe(1);
    await importEstate(world.as('engineer'), { text });
    expect(await takeJobs(world, 'check-ground')).toBe(0);
  });

  it('keeps the former version of what it changes', async () => {
    await importEstate(world.as('engineer'), { text });
    const then = world.now();
    world.travel(60_000);
    await importEstate(world.as('engineer'), { text: text.replace('mustHold: true', 'mustHold: false') });
    expect((await view()).estate.flows[0]?.mustHold).toBe(false);
    expect((await view(then)).estate.flows[0]?.mustHold).toBe(true);
  });

  it('leaves what the file does not name when merging, and takes it away when replacing', async () => {
    await importEstate(world.as('engineer'), { text });
    const fewer = text.slice(0, text.indexOf('flows:'));
    expect(await importEstate(world.as('engineer'), { text: fewer })).toMatchObject({ removed: 0 });
    expect(await importEstate(world.as('engineer'), { text: fewer, mode: 'replace' })).toMatchObject({ removed: 1 });
    expect((await view()).estate.flows).toEqual([]);
  });

  it('is refused when somebody wrote after the preview', async () => {
    const preview = await previewImport(world.as('engineer'), { text });
    await importEstate(world.as('admin'), { text: text.replace('a-to-b', 'other') });
    const base = preview.kind === 'ready' ? preview.base : '';
    await expect(importEstate(world.as('engineer'), { text, base })).rejects.toMatchObject({
      reason: 'estate-edited-meanwhile',
    });
  });

  it('leaves single fields as they are declared where that is wanted, unless the rest takes away what they name', async () => {
    const lan = 'lans: [{ key: a, prefix: 172.16.10.0/24 }]';
    const gateway = `gateways:
  - { key: gw, site: dc-1, driver: frr, asn: 65001, interfaces: [{ name: e0, address: 172.16.10.1/24, lan: a }] }
`;
    const first = text.replace('hostPrefixes: [172.16.0.0/16]', `hostPrefixes: [172.16.0.0/16], note: ours, ${lan}`);
    await importEstate(world.as('engineer'), { text: first + gateway });
    const second = text.replace('hostPrefixes: [172.16.0.0/16]', 'hostPrefixes: [172.20.0.0/16], note: theirs');
    const keep = [{ section: 'sites' as const, key: 'dc-1', fields: ['note', 'lans'] }];
    expect(await importEstate(world.as('engineer'), { text: second, keep })).toMatchObject({ changed: 1 });
    expect((await view()).estate.sites.find(({ key }) => key === 'dc-1')).toMatchObject({
      hostPrefixes: ['172.20.0.0/16'],
      note: 'ours',
      lans: [{ key: 'a' }],
    });
    const moved = second + gateway.replace('172.16.10.1/24, lan: a', '172.16.11.1/24');
    const keptInterfaces = [{ section: 'gateways' as const, key: 'gw', fields: ['interfaces'] }];
    await expect(importEstate(world.as('engineer'), { text: moved, keep: keptInterfaces })).rejects.toMatchObject({
      problems: [{ code: 'still-named', path: ['gateways', 'gw'] }],
    });
  });

  describe('with a cluster in it', () => {
    const cluster = `clusters:
  - key: c-1
    serviceCidr: 172.21.0.0/20
    nodePools: [{ key: np-1, kind: edge, site: dc-1, interconnect: private }]
    nodes:
      - { name: n-1, pool: np-1, podCidr: 10.0.0.0/25, speaker: { asn: 65100, announces: lan, nextHop: owner } }
      - { name: n-2, pool: np-1, podCidr: 10.0.0.128/25 }
`;
    const declared = async () => {
      await importEstate(world.as('engineer'), { text: text + cluster });
      return (await loadDeclared(world.db)).facts.clusters[0];
    };
    const skipped = async () => {
      const preview = await previewImport(world.as('engineer'), { text: text + cluster });
      return preview.kind === 'ready' ? preview.skipped.map(({ field, count }) => `${field} ${count}`) : preview;
    };

    it('declares all of it while no source reads it', async () => {
      await addTestSource(world);
      expect(await skipped()).toEqual([]);
      expect(await declared()).toMatchObject({
        serviceCidr: '172.21.0.0/20',
        nodes: [{ name: 'n-1' }, { name: 'n-2' }],
      });
    });

    it('leaves to its own API what that shows, and tells of it in the dry run', async () => {
      await addTestSource(world, { cluster: { key: 'c-1', kubeconfig: '{}' } });
      expect(await skipped()).toEqual(['clusters.nodes.pool 1', 'clusters.nodes.podCidr 1', 'clusters.nodes 1']);
      expect(await declared()).toMatchObject({
        serviceCidr: '172.21.0.0/20',
        nodes: [{ name: 'n-1', speaker: { asn: 65100 } }],
      });
    });

    it('leaves to the container service what that lists, as soon as it is to be read', async () => {
      const id = await addTestSource(world, { system: 'ack' });
      expect(await skipped()).toContain('clusters.serviceCidr 1');
      expect(await declared()).toEqual({
        key: 'c-1',
        nodePools: [{ key: 'np-1', kind: 'edge', site: 'dc-1' }],
        nodes: [
          { name: 'n-1', podCidr: '10.0.0.0/25', speaker: { asn: 65100, announces: 'lan', nextHop: 'owner' } },
          { name: 'n-2', podCidr: '10.0.0.128/25' },
        ],
      });
      // It was read to its end and does not know this cluster: nobody else will say what it is.
      const times = { beganAt: world.now(), observedAt: world.now(), attemptedAt: world.now() };
      const part = { sourceId: id, kind: 'cluster', within: '', ...times };
      await world.db.collectionPart.create({ data: part });
      expect(await skipped()).toEqual([]);
    });
  });

  it('round-trips: what is exported imports as nothing new', async () => {
    await importEstate(world.as('engineer'), { text });
    const exported = await exportEstate(world.as('viewer'), {});
    expect(await previewImport(world.as('engineer'), { text: exported.text, mode: 'replace' })).toMatchObject({
      added: [],
      changed: [],
      removed: [],
      unchanged: 4,
    });
  });

  it('takes back what was exported before the sources were read, and says what they have not shown yet', async () => {
    await addTestSource(world, { system: 'ack' });
    const unread = `gateways:
  - { key: gw, site: dc-1, driver: frr, asn: 65001, interfaces: [{ name: e0, address: 172.16.10.1/24, circuit: pc-1 }] }
clusters:
  - key: c-1
    vpc: vpc-1
    nodePools: [{ key: np-1, kind: cloud, interconnect: private, vSwitches: [vsw-1] }]
`;
    const flow = '  - { key: pods, from: { pool: np-2 }, to: { site: dc-1 } }\n';
    const file = text + flow + unread;
    const preview = (wanted: string) => previewImport(world.as('engineer'), { text: wanted, mode: 'replace' });
    const unshown = async (wanted: string) => {
      const shown = await preview(wanted);
      return shown.kind === 'ready' ? shown.unshown.map(({ line, params }) => `${line} ${String(params.key)}`) : shown;
    };
    expect(await unshown(file)).toEqual(['9 np-2', '11 pc-1', '14 vpc-1', '15 vsw-1']);
    await importEstate(world.as('engineer'), { text: file });
    const exported = await exportEstate(world.as('viewer'), {});
    expect(await preview(exported.text)).toMatchObject({ added: [], changed: [], removed: [] });
    expect(await importEstate(world.as('engineer'), { text: exported.text, mode: 'replace' })).toMatchObject({
      added: 0,
      changed: 0,
    });

    const gateway = { section: 'gateways' as const, key: 'gw' };
    const [fact] = (await loadDeclared(world.db)).facts.gateways;
    const attributes = { ...fact!, asn: 65002 };
    const edit = { ...gateway, version: 1, attributes };
    await expect(saveFact(world.as('engineer'), edit)).resolves.toEqual({ version: 2 });
    const interfaces = fact!.interfaces!.map((each) => ({ ...each, circuit: 'pc-2' }));
    await expect(
      saveFact(world.as('engineer'), { ...edit, version: 2, attributes: { ...attributes, interfaces } }),
    ).rejects.toMatchObject({ problems: [{ code: 'unknown-reference', params: { key: 'pc-2' } }] });

    const own = file.replace('site: dc-1, driver', 'site: dc-9, driver');
    expect(await preview(own)).toMatchObject({ kind: 'refused', errors: [{ params: { key: 'dc-9' } }] });
  });

  it('is not for viewers, on the record', async () => {
    await expect(importEstate(world.as('viewer'), { text })).rejects.toMatchObject({ code: 'forbidden' });
    const entry = await world.db.auditEntry.findFirstOrThrow({ orderBy: { seq: 'desc' } });
    expect(entry).toMatchObject({ action: 'estate.import', result: 'denied', actorName: 'viewer' });
  });
});
