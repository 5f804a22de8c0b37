import { afterEach, describe, expect, it } from 'vitest';
import type { LabOptions, RunningLab } from '@/lab/testing';
import { callAck, csClientOf, sdk, startClusterLab } from './testing';

let lab: RunningLab;
afterEach(() => lab.close());

const OLD = { NetworkPolicy: 'false', PodVswitchId: { 'cn-hangzhou-i': ['vsw-a'] } };

async function start(options?: LabOptions) {
  lab = await startClusterLab(options);
  const client = csClientOf(lab);
  const modify = (config: object) =>
    client.modifyClusterAddon(
      'c-edge',
      'terway-edge',
      new sdk.ModifyClusterAddonRequest({ config: JSON.stringify(config) }),
    );
  const addOn = async () => {
    const { body } = await client.getClusterAddonInstance('c-edge', 'terway-edge');
    return { state: body?.state, config: JSON.parse(body?.config ?? '') as unknown };
  };
  const tasks = async () => {
    const { body } = await client.describeClusterTasks('c-edge', new sdk.DescribeClusterTasksRequest({}));
    return body?.tasks ?? [];
  };
  return { client, modify, addOn, tasks };
}

const eniConfig = () => lab.state.estate.clusters.find((each) => each.key === 'c-edge')?.terway?.eniConfig;

/** A clock that a test moves by hand, near enough to the real one for signatures. */
function aWall() {
  let ahead = 0;
  return { wall: () => Date.now() + ahead, pass: (ms: number) => (ahead += ms) };
}

describe('a new configuration of an add-on', () => {
  it('is accepted without an answer and takes its time', async () => {
    const { wall, pass } = aWall();
    const { modify, addOn, tasks } = await start({ clock: { wall }, latency: { addOnMs: 60_000 } });
    const { statusCode } = await modify({ ...OLD, NetworkPolicy: 'true' });
    expect(statusCode).toBe(204);
    expect(await addOn()).toEqual({ state: 'updating', config: { ...OLD, NetworkPolicy: 'true' } });
    const [task] = await tasks();
    expect(task).toMatchObject({ taskType: 'addon_modify', state: 'running' });
    pass(60_001);
    expect((await addOn()).state).toBe('active');
    expect((await tasks())[0]).toMatchObject({ taskId: task?.taskId, state: 'success' });
    expect(lab.state.effects.map((each) => [each.action, each.subject])).toEqual([
      ['ModifyClusterAddon', 'c-edge/terway-edge'],
    ]);
  });

  it('replaces the old one', async () => {
    const { modify, addOn } = await start();
    await modify({ IPVlan: 'true' });
    expect((await addOn()).config).toEqual({ IPVlan: 'true' });
  });

  it('is merged into the old one when the world is set so', async () => {
    const { modify, addOn } = await start();
    const set = await fetch(`${lab.adminUrl}/add-ons`, { method: 'POST', body: '{"writes":"merge"}' });
    expect(await set.json()).toEqual({ writes: 'merge', outcome: 'success' });
    await modify({ IPVlan: 'true' });
    expect((await addOn()).config).toEqual({ ...OLD, IPVlan: 'true' });
  });

  it('overwrites what somebody wrote into eni-config by hand', async () => {
    const { modify, addOn } = await start();
    lab.world.change((state) => {
      const terway = state.estate.clusters[0]?.terway;
      if (terway) terway.eniConfig = { ...terway.eniConfig, max_pool_size: 99, written_by: 'hand' };
    });
    await modify({ ...OLD, PodVswitchId: { 'cn-hangzhou-i': ['vsw-b'] }, MaxPoolSize: 7 });
    await addOn();
    expect(eniConfig()).toEqual({
      vswitches: { 'cn-hangzhou-i': ['vsw-b'] },
      max_pool_size: 7,
      service_cidr: '172.21.0.0/20',
    });
  });

  it('that ends badly leaves eni-config and says so in its task', async () => {
    const { modify, client, tasks } = await start();
    await fetch(`${lab.adminUrl}/add-ons`, { method: 'POST', body: '{"outcome":"fail"}' });
    await modify({ ...OLD, MaxPoolSize: 7 });
    const [task] = await tasks();
    const { body } = await client.describeTaskInfo(task?.taskId ?? '');
    expect(body).toMatchObject({ state: 'fail', error: { code: 'AddonModifyFailed' } });
    expect(eniConfig()).toMatchObject({ max_pool_size: 5 });
  });

  it.each<[string, unknown]>([
    ['a value out of the schema', { config: '{"NetworkPolicy":"maybe"}' }],
    ['a key out of the schema', { config: '{"Nonsense":"1"}' }],
    ['a configuration that is no object', { config: '[]' }],
    ['a configuration that is no JSON', { config: '{' }],
    ['a configuration that is not inside a text', { config: { NetworkPolicy: 'true' } }],
  ])('is refused for %s, and nothing happens', async (_what, json) => {
    const { addOn } = await start();
    const path = '/clusters/c-edge/components/terway-edge/config';
    const { status, body } = await callAck(lab, 'ModifyClusterAddon', path, { method: 'POST', json });
    expect([status, body.code]).toEqual([400, 'InvalidParameter']);
    expect([await addOn(), lab.state.effectCount]).toEqual([{ state: 'active', config: OLD }, 0]);
  });

  it('is refused while another one is under way', async () => {
    const { modify } = await start({ latency: { addOnMs: 60_000 } });
    await modify(OLD);
    await expect(modify(OLD)).rejects.toMatchObject({ statusCode: 400, code: 'ErrorClusterState' });
    expect(lab.state.effectCount).toBe(1);
  });

  it('whose answer is lost has happened', async () => {
    const { modify, addOn } = await start({
      faults: { rules: [{ action: 'ModifyClusterAddon', times: 1, fault: { kind: 'lost-response' } }] },
    });
    await expect(modify({ IPVlan: 'true' })).rejects.toThrow();
    expect((await addOn()).config).toEqual({ IPVlan: 'true' });
  });
});
