import { execFile, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedFigure } from '@/domain/testing/seed-figure';
import { type RunningLab, startLab } from '@/lab/testing';
import { kubeconfigFor } from './access';

const CLUSTER = 'c0seedhz';
const isInstalled = spawnSync('kubectl', ['version', '--client']).status === 0;
if (!isInstalled)
  console.log('Not run: kubectl, because it is not installed (Debian: apt-get install kubernetes-client).');

/** The commands that people use, by the program that they use. */
describe.skipIf(!isInstalled)('kubectl', () => {
  let lab: RunningLab;
  let home: string;
  let environment: Record<string, string | undefined>;
  beforeAll(async () => {
    lab = await startLab({ estate: seedFigure() });
    home = mkdtempSync(path.join(tmpdir(), 'causeway-kubectl-'));
    const kubeconfig = path.join(home, 'kubeconfig.json');
    const entrance = { secret: lab.accessKeySecret, port: lab.portOf('kubernetes') };
    writeFileSync(kubeconfig, kubeconfigFor(entrance, CLUSTER, 'admin'), { mode: 0o600 });
    environment = { PATH: process.env.PATH, HOME: home, KUBECONFIG: kubeconfig };
  });
  afterAll(() => lab.close());

  const run = promisify(execFile);
  const kubectl = async (...args: string[]) => {
    const { stdout } = await run('kubectl', args, { env: environment as NodeJS.ProcessEnv, timeout: 30_000 });
    return stdout.trim();
  };
  const refusal = (...args: string[]) =>
    kubectl(...args).then(
      () => '',
      (error: unknown) => (error as { stderr: string }).stderr.trim(),
    );
  const file = (name: string, content: object) => {
    const at = path.join(home, name);
    writeFileSync(at, JSON.stringify(content));
    return at;
  };
  const mapOf = (value: string) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'mine', namespace: 'default' },
    data: { a: value },
  });
  const nodeOf = (name: string) => lab.state.estate.clusters[0]?.nodes?.find((node) => node.name === name);

  it('gets nodes as a table, one as an object, and the rest of the kinds', async () => {
    expect((await kubectl('get', 'nodes', '-o', 'wide')).split('\n')).toHaveLength(5);
    expect(await kubectl('get', 'no', 'edge-hz1-a1', '-o', 'jsonpath={.spec.podCIDR}')).toBe('10.0.0.0/25');
    expect(await kubectl('get', 'ds,cm', '-n', 'kube-system', '-o', 'name')).toBe(
      [
        'daemonset.apps/kube-flannel-ds',
        'daemonset.apps/terway-eniip',
        'configmap/eni-config',
        'configmap/kube-flannel-cfg',
      ].join('\n'),
    );
  });

  it('describes a node with its addresses, subnets and pods', async () => {
    const told = await kubectl('describe', 'node', 'edge-hz1-a3');
    for (const part of ['172.16.10.13', '10.0.1.0/25', 'web-edge-hz1-a3', 'alibabacloud.com/nodepool-id=np-edge'])
      expect(told).toContain(part);
  });

  it.each([
    ['json', '[{"op":"add","path":"/metadata/labels/by","value":"json"}]'],
    ['merge', '{"metadata":{"labels":{"by":"merge"}}}'],
    ['strategic', '{"metadata":{"labels":{"by":"strategic"}}}'],
  ])('patches by %s', async (type, patch) => {
    expect(await kubectl('patch', 'node', 'edge-hz1-a3', `--type=${type}`, '-p', patch)).toContain('patched');
    expect(await kubectl('get', 'nodes', '-l', `by=${type}`, '-o', 'name')).toBe('node/edge-hz1-a3');
  });

  it('is refused another pod subnet', async () => {
    const patch = '{"spec":{"podCIDR":"10.0.9.0/25","podCIDRs":["10.0.9.0/25"]}}';
    expect(await refusal('patch', 'node', 'edge-hz1-a3', '--type=merge', '-p', patch)).toContain(
      'node updates may not change podCIDR except from "" to valid',
    );
  });

  it("applies from its own side, and from the server's with conflicts by name", async () => {
    const [one, two] = [file('one.json', mapOf('1')), file('two.json', mapOf('2'))];
    expect(await kubectl('apply', '-f', one)).toBe('configmap/mine created');
    expect(await kubectl('apply', '-f', two)).toBe('configmap/mine configured');
    const conflict = await refusal('apply', '--server-side', '--field-manager=other', '-f', one);
    expect(conflict).toContain('conflict with "kubectl-client-side-apply" using v1: .data.a');
    const forced = await kubectl('apply', '--server-side', '--field-manager=other', '--force-conflicts', '-f', one);
    expect(forced).toBe('configmap/mine serverside-applied');
    expect(await kubectl('get', 'cm', 'mine', '-o', 'jsonpath={.data.a}')).toBe('1');
    expect(await kubectl('delete', 'cm', 'mine')).toContain('deleted');
  });

  it('adds a node that gets its subnet, as the next that is free', async () => {
    const metadata = { name: 'edge-hz1-a4', labels: { 'alibabacloud.com/nodepool-id': 'np-edge' } };
    await kubectl('apply', '-f', file('node.json', { apiVersion: 'v1', kind: 'Node', metadata }));
    expect(await kubectl('get', 'node', 'edge-hz1-a4', '-o', 'jsonpath={.spec.podCIDR}')).toBe('10.0.1.128/25');
  });

  it('cordons, drains and deletes a node, and the network feels it', async () => {
    expect(await kubectl('cordon', 'edge-hz1-a2')).toBe('node/edge-hz1-a2 cordoned');
    expect(nodeOf('edge-hz1-a2')?.schedulable).toBe(false);
    expect(await kubectl('uncordon', 'edge-hz1-a2')).toBe('node/edge-hz1-a2 uncordoned');
    expect(await kubectl('drain', 'edge-hz1-a2')).toContain('pod/web-edge-hz1-a2 evicted');
    expect(await kubectl('delete', 'node', 'edge-hz1-a2')).toContain('deleted');
    expect(nodeOf('edge-hz1-a2')).toBeUndefined();
  });

  it('watches', async () => {
    const watching = spawn('kubectl', ['get', 'node', 'edge-hz1-a1', '-w', '-o', 'jsonpath={.spec.unschedulable};'], {
      env: environment as NodeJS.ProcessEnv,
    });
    let seen = '';
    watching.stdout.on('data', (chunk: Buffer) => (seen += chunk.toString()));
    await expect.poll(() => seen, { timeout: 10_000 }).toBe(';');
    await kubectl('cordon', 'edge-hz1-a1');
    await expect.poll(() => seen, { timeout: 10_000 }).toBe(';true;');
    watching.kill();
  });
});
