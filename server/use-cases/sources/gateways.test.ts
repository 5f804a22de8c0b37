import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatEstateFile } from '@/domain/estate/file/format';
import { seedFigure } from '@/domain/testing/seed-figure';
import { type RunningLab, startLab } from '@/lab/testing';
import { createTestWorld, type TestWorld } from '@/server/testing/context';
import { setTestEnvironment } from '@/server/testing/environment';
import { loadEstateView } from '../estate/load-estate';
import { collectSource } from './collect';
import { connectTo } from './open-connector';
import { upsertSourcesFromFile } from './upsert-sources';

let lab: RunningLab;
let world: TestWorld;
let folder: string;

beforeAll(async () => {
  lab = await startLab({ estate: seedFigure() });
  setTestEnvironment({ CAUSEWAY_ALLOWED_TARGETS: `127.0.0.1:${lab.portOf('gobgp/hz-sw-1')}` });
  world = await createTestWorld();
  folder = await mkdtemp(path.join(tmpdir(), 'causeway-gateways-'));
  await writeFile(path.join(folder, 'estate.yaml'), formatEstateFile(seedFigure(), 'yaml'));
  const sources = lab.sources.filter((each) => each['key'] === 'lab-gw-hz-sw-1');
  await writeFile(
    path.join(folder, 'sources.json'),
    JSON.stringify({ sources: sources.map((each) => ({ ...each, estateFile: 'estate.yaml' })) }),
  );
});
afterAll(async () => {
  await world.close();
  await lab.close();
  await rm(folder, { recursive: true, force: true });
});

describe('a gateway in the list of sources', () => {
  it('is read from end to end: what it does stands beside what was asked of it, without its keys', async () => {
    const job = world.asJob('collect-source');
    await upsertSourcesFromFile(job, path.join(folder, 'sources.json'));
    const source = await world.db.source.findFirstOrThrow({ where: { key: 'lab-gw-hz-sw-1' } });
    const { outcome } = await collectSource(job, { sourceId: source.id, trigger: 'schedule' });
    expect(outcome).toBe('complete');
    const { estate } = await loadEstateView(world.db, { now: world.now() });
    const [gateway] = estate.gateways;
    expect(gateway?.observed).toMatchObject({ asn: 65001, software: 'GoBGP 3.x' });
    expect(gateway?.observed?.peers?.map((peer) => [peer.address, peer.sessionState])).toEqual([
      ['169.254.10.1', 'established'],
      ['172.16.10.11', 'established'],
      ['172.16.10.12', 'established'],
    ]);
    expect(gateway?.observed?.routes?.map((route) => route.prefix)).toContain('192.168.0.0/16');
    expect(gateway?.observed?.paths).toContainEqual(
      expect.objectContaining({ peer: '169.254.10.1', direction: 'advertised', prefix: '10.0.0.0/16' }),
    );
    const rows = await world.db.resourceVersion.findMany({
      where: { sourceId: source.id },
      select: { key: true, attributes: true },
    });
    expect(JSON.stringify(rows)).not.toContain('CANARY');
  });

  it('is never spoken to in clear where encryption was asked for, with a certificate of its own or without', async () => {
    const { endpoint } = await world.db.source.findFirstOrThrow({ where: { key: 'lab-gw-hz-sw-1' } });
    const place = {
      endpoint,
      region: '',
      callsPerMinute: 600,
      settings: { system: 'gobgp', gateway: 'hz-sw-1' },
    } as const;
    const observe = async (protocol: 'grpc' | 'grpcs') =>
      (await connectTo(world.asJob(), { ...place, protocol }, { kind: 'none' })).observe({});
    expect((await observe('grpc')).failures).toEqual([]);
    // The lab speaks in clear only, so an encrypted connection cannot stand.
    expect((await observe('grpcs')).failures).toHaveLength(4);
  });
});
