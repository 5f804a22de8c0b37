import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { seedFigure } from '@/domain/testing/seed-figure';
import { kubeconfigFor } from '@/lab/kubernetes/access';
import { editNode } from '@/lab/kubernetes/edits';
import { type RunningLab, startLab } from '@/lab/testing';
import { createTestWorld, type TestWorld } from '@/server/testing/context';
import { addTestSource } from '@/server/testing/sources';
import { loadEstateView } from '@/server/use-cases/estate/load-estate';

/** Whatever the lab's world hides begins with this word. */
const CANARY = 'CANARY';
const CLUSTER = 'c0seedhz';

describe('a key that a source gives away', () => {
  let world: TestWorld;
  let lab: RunningLab;
  let output = '';

  beforeAll(async () => {
    world = await createTestWorld();
    lab = await startLab({ estate: seedFigure() });
    const { endpoint, accessKeyId, accessKeySecret } = lab;
    lab.world.change((state) => {
      const addOn = state.estate.clusters[0]?.terway?.addOn;
      if (addOn) addOn.config = { ...addOn.config, access_secret: `${CANARY}-add-on` };
    });
    await addTestSource(world, { endpoint, accessKeyId, accessKeySecret });
    const clusters = `127.0.0.1:${lab.portOf('ack')}`;
    await addTestSource(world, { key: 'hz-ack', system: 'ack', endpoint: clusters, accessKeyId, accessKeySecret });
    const port = lab.portOf('kubernetes');
    const kubeconfig = kubeconfigFor({ secret: accessKeySecret, port }, CLUSTER, 'reader');
    await addTestSource(world, { key: 'hz-k8s', cluster: { key: CLUSTER, kubeconfig } });
    const worker = await startWorker(`${endpoint},${clusters},127.0.0.1:${port}`);
    const complete = () => world.db.collectionRun.groupBy({ by: ['sourceId'], where: { outcome: 'complete' } });
    await vi.waitFor(async () => expect(await complete()).toHaveLength(3), { timeout: 60_000, interval: 200 });
    // Long before the next interval: the cluster says by itself that something moved.
    editNode(lab.world, { cluster: CLUSTER, node: 'edge-hz1-a3', do: 'not-ready' });
    await vi.waitFor(async () => expect(await readyOf('edge-hz1-a3')).toBe(false), { timeout: 20_000, interval: 200 });
    worker.kill('SIGTERM');
    await once(worker, 'exit');
    return async () => {
      await lab.close();
      await world.close();
    };
  });

  async function readyOf(node: string): Promise<boolean | undefined> {
    const { estate } = await loadEstateView(world.db, { now: new Date() });
    return estate.clusters[0]?.nodes?.find(({ name }) => name === node)?.ready;
  }

  async function startWorker(target: string): Promise<ChildProcess> {
    const environment = {
      ...process.env,
      DATABASE_URL: world.appUrl,
      CAUSEWAY_DATA_DIR: await mkdtemp(path.join(os.tmpdir(), 'causeway-canary-')),
      CAUSEWAY_ALLOWED_TARGETS: target,
      LOG_LEVEL: 'trace',
    };
    const args = ['--import', 'tsx', path.join(import.meta.dirname, 'main.ts')];
    const worker = spawn(process.execPath, args, { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [worker.stdout, worker.stderr])
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    return worker;
  }

  /** Every row of every table, as text. */
  async function dump(): Promise<string> {
    const client = new pg.Client({ connectionString: world.ownerUrl });
    await client.connect();
    try {
      const { rows: tables } = await client.query<{ name: string }>(
        `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'graphile_worker')`,
      );
      const dumps = [];
      for (const { name } of tables) {
        const { rows } = await client.query<{ text: string }>(`select t::text as text from ${name} t`);
        dumps.push(name, ...rows.map((row) => row.text));
      }
      return dumps.join('\n');
    } finally {
      await client.end();
    }
  }

  it('is in the world that was read', () => {
    expect(lab.state.groups.map((group) => group.authKey).join()).toContain(CANARY);
    expect(JSON.stringify(lab.state.estate.clusters)).toContain(CANARY);
  });

  it('is in no row of no table, not even spelled in bytes; its fingerprint is', async () => {
    const text = await dump();
    expect(text).toContain('bgpg-bp1hz');
    expect(text).toMatch(/authKeyFingerprint[": ]+[0-9a-f]{32}/);
    expect(text).toMatch(/access_secret[": ]+sealed:[0-9a-f]{32}/);
    expect(text).not.toContain(CANARY);
    expect(text).not.toContain(Buffer.from(CANARY).toString('hex'));
    expect(text).not.toContain(Buffer.from(CANARY).toString('base64').slice(0, 7));
  });

  it('stands in the way of nothing: the estate has the cluster as the service lists it', async () => {
    const { estate } = await loadEstateView(world.db, { now: new Date() });
    expect(estate.clusters).toMatchObject([
      { key: 'c0seedhz', vpc: 'vpc-bp1hz', nodeMask: 25, managed: true, nodePools: [{}, {}], nodes: [{}, {}, {}, {}] },
    ]);
    expect(estate.clusters[0]?.nodes?.map(({ podCidr }) => podCidr)).toEqual([
      undefined,
      ...['10.0.0.0/25', '10.0.0.128/25', '10.0.1.0/25'],
    ]);
    expect(estate.clusters[0]?.terway?.eniConfig).toMatchObject({ security_group: 'sg-bp1pods' });
    expect(estate.clusters[0]?.flannel).toMatchObject({
      namespace: 'kube-system',
      netConf: { Network: '10.0.0.0/16' },
    });
    expect(estate.clusters[0]?.terway?.addOn).toMatchObject({ name: 'terway-edge', config: { IPVlan: 'false' } });
  });

  it('is in no line of the log, at its most talkative, and neither is the access key', async () => {
    expect(output).toContain('"msg":"collected"');
    expect(output).toContain('"msg":"watching"');
    expect(output).not.toContain(CANARY);
    expect(output).not.toContain(lab.accessKeySecret);
    expect(await dump()).not.toContain(lab.accessKeySecret);
  });
});
