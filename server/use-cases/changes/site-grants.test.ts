import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '@/domain/access';
import type { ChangeAction } from '@/domain/changes/actions';
import { findPersonActor } from '@/server/auth/actor';
import { addTestSource } from '@/server/testing/sources';
import type { Context } from '../context';
import { readFrame } from '../frame/read-frame';
import { grantRole, revokeRole } from '../people/grant-role';
import { listSources } from '../sources/list-sources';
import { refreshSource } from '../sources/refresh-source';
import { applyChange } from './apply-change';
import { approveChange } from './approve-change';
import { createDraft } from './create-draft';
import { editChange } from './edit-change';
import { getChange } from './get-change';
import { planChange } from './plan-change';
import { readReach } from './read-reach';
import { rejectChange } from './reject-change';
import { requestPause } from './request-run';
import { revertChange } from './revert-change';
import { scheduleChange } from './schedule-change';
import { scopeOfOperations } from './scope';
import { submitChange } from './submit-change';
import { type ChangeWorld, createChangeWorld, Scene } from './testing/change-world';

const elsewhere = { code: 'forbidden', reason: 'permission-elsewhere' };

describe('grants within a site', () => {
  let world: ChangeWorld;
  let sourceId: string;
  let near: Context;
  let approver: Context;
  let far: Context;

  beforeAll(async () => {
    world = await createChangeWorld();
    sourceId = await addTestSource(world, { key: 'lab' });
    for (const site of ['dc-1', 'dc-2', 'cn-hangzhou'])
      await declare('sites', site, { kind: site.startsWith('dc') ? 'data-centre' : 'cloud-region' });
    near = await placed('near', 'engineer', 'dc-1');
    approver = await placed('near-approver', 'approver', 'dc-1');
    far = await placed('far', 'engineer', 'dc-2');
  });
  afterAll(() => world.close());

  const declare = async (section: string, key: string, attributes: object) => {
    await world.db.declaredVersion.updateMany({
      where: { section, key, validTo: null },
      data: { validTo: world.now() },
    });
    await world.db.declaredVersion.create({
      data: { id: randomUUID(), section, key, attributes: { key, ...attributes }, version: 1, validFrom: world.now() },
    });
  };

  async function placed(id: string, role: Role, ...sites: readonly string[]): Promise<Context> {
    const context = await world.person(id, []);
    for (const siteKey of sites) await grantRole(world.as('admin'), { personId: id, role, siteKey });
    const actor = await findPersonActor(world.db, id);
    return { ...context, actor: actor ?? { kind: 'anonymous' } };
  }

  /** A scene whose VBR a source shows in the region, behind circuits of these sites. */
  async function sceneAt(...circuitSites: readonly (string | undefined)[]): Promise<Scene> {
    const scene = new Scene(world);
    const { key } = scene.vbr;
    const circuits = circuitSites.map((_, at) => `pc-${key}-${at}`);
    const run = await world.db.collectionRun.create({
      data: { sourceId, trigger: 'schedule', scope: {}, startedAt: world.now(), outcome: 'complete' },
    });
    const attributes = { key, physicalConnections: circuits };
    await world.db.resourceVersion.create({
      data: { id: randomUUID(), sourceId, kind: 'vbr', key, attributes, runNumber: run.number, validFrom: world.now() },
    });
    await declare('vbrs', key, { site: 'cn-hangzhou' });
    for (const [at, site] of circuitSites.entries()) await declare('physicalConnections', circuits[at] ?? '', { site });
    return scene;
  }

  const content = (...scenes: readonly Scene[]) => ({
    reason: 'because of a test',
    operations: scenes.map((scene) => scene.route('add-route-entry', '10.0.0.0/16')),
  });
  const plan = (scene: Scene, changeId: string) =>
    planChange(world.asJob('plan-change'), { changeId }, () => Promise.resolve(scene.view()));
  const shown = async (context: Context, changeId: string): Promise<readonly ChangeAction[]> =>
    (await getChange(context, { changeId })).actions.filter((each) => each.allowed).map((each) => each.action);
  const digestOf = async (scene: Scene, changeId: string) => (await scene.change(changeId)).plan?.digest ?? '';

  it('name every router a change writes to, with its sources and its sites', async () => {
    const [one, two, unplaced] = [await sceneAt('dc-1'), await sceneAt('dc-1', 'dc-2'), new Scene(world)];
    expect(await scopeOfOperations(world.db, content(one, two, one, unplaced).operations)).toEqual([
      { sources: ['lab'], sites: [['cn-hangzhou'], ['dc-1']] },
      { sources: ['lab'], sites: [['cn-hangzhou'], ['dc-1', 'dc-2']] },
      { sources: [], sites: [] },
    ]);
  });

  it('carry a change there from draft to done', async () => {
    const scene = await sceneAt('dc-1');
    const { changeId } = await createDraft(near, content(scene));
    await submitChange(near, { changeId });
    await plan(scene, changeId);
    expect(await shown(approver, changeId)).toEqual(['approve', 'reject']);
    expect(await shown(far, changeId)).toEqual([]);
    expect((await readFrame(approver, {})).approvals).toBe(1);
    await approveChange(approver, { changeId, planDigest: await digestOf(scene, changeId) });
    expect((await readFrame(approver, {})).approvals).toBe(0);
    await applyChange(near, { changeId });
    expect(await scene.run(changeId)).toBe('done');
    expect(await shown(near, changeId)).toEqual(['revert']);
    await expect(revertChange(far, { changeId, reason: 'because' })).rejects.toMatchObject(elsewhere);
  });

  it('carry nothing anywhere else, and every attempt is on the record', async () => {
    const scene = await sceneAt('dc-1');
    await expect(createDraft(far, content(scene))).rejects.toMatchObject(elsewhere);
    expect(await world.db.auditEntry.findFirst({ where: { actorId: 'far' }, orderBy: { seq: 'desc' } })).toMatchObject({
      action: 'change.create',
      result: 'denied',
      detail: { reason: 'permission-elsewhere', params: { permission: 'change:propose' } },
    });
    const changeId = await scene.approved(content(scene).operations);
    const { version } = await scene.change(changeId);
    const farApprover = await placed('far-approver', 'approver', 'dc-2');
    const attempts = [
      () => editChange(far, { changeId, version, content: content(scene) }),
      () => applyChange(far, { changeId }),
      () => scheduleChange(far, { changeId, at: new Date(world.now().getTime() + 60_000) }),
      () => requestPause(far, { changeId }),
      () => rejectChange(farApprover, { changeId, comment: 'no' }),
      async () => approveChange(farApprover, { changeId, planDigest: await digestOf(scene, changeId) }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject(elsewhere);
    expect((await getChange(far, { changeId })).actions.find((each) => each.action === 'apply')).toMatchObject({
      shown: true,
      refusal: { reason: 'permission-elsewhere' },
    });
  });

  it('cover what leads to two sites only together', async () => {
    const scene = await sceneAt('dc-1', 'dc-2');
    await expect(createDraft(near, content(scene))).rejects.toMatchObject(elsewhere);
    const both = await placed('both-sites', 'engineer', 'dc-1', 'dc-2');
    await expect(createDraft(both, content(scene))).resolves.toMatchObject({ number: expect.any(Number) as number });
    const region = await placed('region', 'engineer', 'cn-hangzhou');
    await expect(createDraft(region, content(scene))).resolves.toMatchObject({ number: expect.any(Number) as number });
  });

  it('cover no change of which a part lies elsewhere or nowhere', async () => {
    const [here, there, nowhere] = [await sceneAt('dc-1'), await sceneAt('dc-2'), new Scene(world)];
    await expect(createDraft(near, content(here, there))).rejects.toMatchObject(elsewhere);
    await expect(createDraft(near, content(here, nowhere))).rejects.toMatchObject(elsewhere);
    const { changeId } = await createDraft(near, content(here));
    const { version } = await here.change(changeId);
    const edit = editChange(near, { changeId, version, content: content(there) });
    await expect(edit).rejects.toMatchObject(elsewhere);
  });

  it('are told to pages: buttons to write a change stand at the routers they cover', async () => {
    const [here, there] = [await sceneAt('dc-1'), await sceneAt('dc-2')];
    const keys = async (context: Context) => (await readReach(context, {})).routers.map((router) => router.key);
    expect(await keys(near)).toContain(here.vbr.key);
    expect(await keys(near)).not.toContain(there.vbr.key);
    expect(await keys(approver)).toEqual([]);
    expect(await readReach(world.erin, {})).toEqual({ everywhere: true, routers: [] });
  });

  it('do not cover a circuit that nobody placed', async () => {
    await expect(createDraft(near, content(await sceneAt('dc-1', undefined)))).rejects.toMatchObject(elsewhere);
  });

  it('are measured again when the change takes off: the ground may have moved to another site', async () => {
    const scene = await sceneAt('dc-1');
    const { changeId } = await createDraft(near, content(scene));
    await submitChange(near, { changeId });
    await plan(scene, changeId);
    await approveChange(approver, { changeId, planDigest: await digestOf(scene, changeId) });
    await applyChange(near, { changeId });
    await declare('physicalConnections', `pc-${scene.vbr.key}-0`, { site: 'dc-2' });
    expect(await scene.run(changeId)).toBe('refused');
    expect(await scene.change(changeId)).toMatchObject({
      status: 'approved',
      outcome: { code: 'approver-lost-right' },
    });
  });

  it('do not approve a plan that is older than the last of them', async () => {
    const scene = await sceneAt('dc-1', 'dc-2');
    const late = await placed('late', 'approver', 'dc-1');
    world.travel(1_000);
    const { changeId } = await scene.planned(content(scene).operations);
    world.travel(1_000);
    await grantRole(world.as('admin'), { personId: 'late', role: 'approver', siteKey: 'dc-2' });
    const actor = await findPersonActor(world.db, 'late');
    const now = { ...late, actor: actor ?? late.actor };
    const planDigest = await digestOf(scene, changeId);
    await expect(approveChange(now, { changeId, planDigest })).rejects.toMatchObject({
      reason: 'approval-right-too-new',
    });
  });

  it('do not refresh a source; a grant within that source does', async () => {
    await expect(refreshSource(near, { sourceId })).rejects.toMatchObject(elsewhere);
    expect(await listSources(near, {})).toMatchObject([{ key: 'lab', mayRefresh: false }]);
    const context = await world.person('sourced', []);
    await grantRole(world.as('admin'), { personId: 'sourced', role: 'engineer', sourceKey: 'lab' });
    const actor = await findPersonActor(world.db, 'sourced');
    await refreshSource({ ...context, actor: actor ?? context.actor }, { sourceId });
    expect(await listSources({ ...context, actor: actor ?? context.actor }, {})).toMatchObject([{ mayRefresh: true }]);
    await createDraft({ ...context, actor: actor ?? context.actor }, content(await sceneAt('dc-2')));
  });

  it.each([
    [{ role: 'approver', siteKey: 'dc-9' }, 'site-not-found'],
    [{ role: 'engineer', sourceKey: 'no-such' }, 'source-not-found'],
    [{ role: 'viewer', siteKey: 'dc-1' }, 'role-holds-everywhere'],
    [{ role: 'admin', sourceKey: 'lab' }, 'role-holds-everywhere'],
    [{ role: 'engineer', siteKey: 'dc-1', sourceKey: 'lab' }, 'invalid-input'],
  ] as const)('are not given for what is not there or cannot be divided: %j', async (grant, reason) => {
    await expect(grantRole(world.as('admin'), { personId: 'near', ...grant })).rejects.toMatchObject({ reason });
  });

  it('end with their last moment', async () => {
    const scene = await sceneAt('dc-1');
    const brief = await placed('brief', 'engineer', 'dc-1');
    await createDraft(brief, content(scene));
    const grant = await world.db.roleGrant.findFirstOrThrow({ where: { personId: 'brief' } });
    await revokeRole(world.as('admin'), { grantId: grant.id });
    const actor = await findPersonActor(world.db, 'brief');
    await expect(createDraft({ ...brief, actor: actor ?? brief.actor }, content(scene))).rejects.toMatchObject({
      reason: 'permission-missing',
    });
  });
});
