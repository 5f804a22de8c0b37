import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '@/domain/access';
import type { ChangeAction } from '@/domain/changes/actions';
import type { Context } from '../context';
import { applyChange } from './apply-change';
import { approveChange } from './approve-change';
import { cancelChange } from './cancel-change';
import { createDraft } from './create-draft';
import { discardDraft } from './discard-draft';
import { editChange } from './edit-change';
import { getChange } from './get-change';
import { listChanges } from './list-changes';
import { planChange } from './plan-change';
import { previewEffect } from './preview-effect';
import { rejectChange } from './reject-change';
import { replanChange } from './replan-change';
import { requestPause } from './request-run';
import { resolveHeld } from './resolve-held';
import { revertChange } from './revert-change';
import { scheduleChange } from './schedule-change';
import { submitChange } from './submit-change';
import { type ChangeWorld, createChangeWorld, Scene, seedOf } from './testing/change-world';

let world: ChangeWorld;
beforeAll(async () => {
  world = await createChangeWorld();
});
afterAll(() => world.close());

const missing = '10.0.0.0/16';
const lastAudit = (changeId: string) =>
  world.db.auditEntry.findFirst({ where: { changeId }, orderBy: { seq: 'desc' } });
const content = (scene: Scene, reason = 'because of a test') => ({
  reason,
  operations: [scene.route('add-route-entry', missing)],
});

async function withRole(role: Role): Promise<Context> {
  return world.person(`${role}-${Math.random().toString(36).slice(2)}`, [role]);
}

describe('every command refuses whoever lacks the right, and says so in the audit', () => {
  const anyId = { changeId: '00000000-0000-4000-8000-000000000000' };
  const cases: [string, Role, (context: Context, scene: Scene) => Promise<unknown>][] = [
    ['change.create', 'approver', (context, scene) => createDraft(context, content(scene))],
    [
      'change.edit',
      'approver',
      (context, scene) => editChange(context, { ...anyId, version: 1, content: content(scene) }),
    ],
    ['change.submit', 'approver', (context) => submitChange(context, anyId)],
    ['change.discard', 'auditor', (context) => discardDraft(context, anyId)],
    ['change.cancel', 'viewer', (context) => cancelChange(context, anyId)],
    ['change.replan', 'viewer', (context) => replanChange(context, anyId)],
    ['change.approve', 'engineer', (context) => approveChange(context, { ...anyId, planDigest: 'x' })],
    ['change.reject', 'admin', (context) => rejectChange(context, { ...anyId, comment: 'no' })],
    ['change.apply', 'admin', (context) => applyChange(context, anyId)],
    ['change.schedule', 'auditor', (context) => scheduleChange(context, { ...anyId, at: new Date() })],
    ['change.pause', 'viewer', (context) => requestPause(context, anyId)],
    ['change.resolve', 'viewer', (context) => resolveHeld(context, { ...anyId, as: 'done', reason: 'because' })],
    ['change.revert', 'auditor', (context) => revertChange(context, { ...anyId, reason: 'because' })],
  ];
  it.each(cases)('%s of %s', async (action, role, act) => {
    const context = await withRole(role);
    await expect(act(context, new Scene(world))).rejects.toMatchObject({
      code: 'forbidden',
      reason: 'permission-missing',
    });
    const actorId = context.actor.kind === 'person' ? context.actor.id : '';
    expect(await world.db.auditEntry.findFirst({ where: { actorId } })).toMatchObject({ action, result: 'denied' });
  });
});

describe('from draft to approval', () => {
  it('keeps a draft, its author and a row in the audit', async () => {
    const scene = new Scene(world);
    const { changeId, number } = await createDraft(world.erin, content(scene));
    expect(number).toBeGreaterThan(0);
    expect(await scene.change(changeId)).toMatchObject({ status: 'draft', authorId: 'erin', editorIds: ['erin'] });
    expect(await lastAudit(changeId)).toMatchObject({
      action: 'change.create',
      actorId: 'erin',
      objects: [`change:${changeId}`, `vbr:${scene.vbr.key}`],
    });
  });

  it('says all that is wrong with an operation, with where', async () => {
    const operations = [{ ...content(new Scene(world)).operations[0]!, prefix: '10.0.0.1/16' }] as never;
    await expect(createDraft(world.erin, { reason: 'x', operations })).rejects.toMatchObject({
      code: 'invalid-input',
      problems: [{ path: ['reason'] }, { path: ['operations', 0, 'prefix'], code: 'host-bits-set' }],
    });
  });

  it('goes back to draft with the reasons when the planner refuses', async () => {
    const scene = new Scene(world, seedOf());
    const { changeId } = await scene.planned([scene.route('remove-route-entry', '172.16.0.0/16')]);
    expect(await scene.change(changeId)).toMatchObject({
      status: 'draft',
      outcome: {
        code: 'plan-refused',
        problems: expect.arrayContaining([expect.objectContaining({ code: 'last-path-not-accepted' })]) as unknown,
      },
    });
    expect(await lastAudit(changeId)).toMatchObject({ action: 'change.plan-refused', result: 'failed' });
  });

  it('plans once, however often the job runs', async () => {
    const scene = new Scene(world);
    const { changeId } = await scene.planned([scene.route('add-route-entry', missing)]);
    await planChange(world.asJob('plan-change'), { changeId }, () => Promise.resolve(scene.view()));
    expect(await world.db.plan.count({ where: { changeId } })).toBe(1);
  });

  it('drops a plan that was made of what has been edited meanwhile', async () => {
    const scene = new Scene(world);
    const { changeId } = await createDraft(world.erin, content(scene));
    await submitChange(world.erin, { changeId });
    await planChange(world.asJob('plan-change'), { changeId }, async () => {
      const { version } = await scene.change(changeId);
      await editChange(world.erin, { changeId, version, content: content(scene, 'another reason') });
      return scene.view();
    });
    expect(await scene.change(changeId)).toMatchObject({ status: 'draft', reason: 'another reason', plan: null });
    expect(await world.db.plan.count({ where: { changeId } })).toBe(0);
  });

  it('refuses the author, whoever edited, another digest, and a token; each refusal is on the record', async () => {
    const both = await world.person('both', ['engineer', 'approver']);
    const scene = new Scene({ ...world, erin: both });
    const { changeId } = await scene.planned([scene.route('add-route-entry', missing)]);
    const { digest } = (await scene.change(changeId)).plan!;
    await expect(approveChange(both, { changeId, planDigest: digest })).rejects.toMatchObject({
      reason: 'approval-by-author',
    });
    expect(await lastAudit(changeId)).toMatchObject({ action: 'change.approve', result: 'denied', actorId: 'both' });
    await expect(approveChange(world.ada, { changeId, planDigest: 'another' })).rejects.toMatchObject({
      code: 'stale',
    });
    const token = { ...world.ada, actor: { ...world.ada.actor, via: 'token' } as Context['actor'] };
    await expect(approveChange(token, { changeId, planDigest: digest })).rejects.toMatchObject({
      reason: 'approval-not-by-token',
    });
    await approveChange(world.ada, { changeId, planDigest: digest, comment: 'looks right' });
    expect(await lastAudit(changeId)).toMatchObject({
      action: 'change.approve',
      result: 'done',
      detail: { comment: 'looks right' },
    });
    expect(await world.db.lane.count({ where: { changeId } })).toBe(0);
  });

  it('is undone by an edit: plan and approval are void, and the editor may not approve', async () => {
    const scene = new Scene(world);
    const changeId = await scene.approved([scene.route('add-route-entry', missing)]);
    const ed = await world.person('ed', ['engineer', 'approver']);
    const { version } = await scene.change(changeId);
    await expect(editChange(ed, { changeId, version: version - 1, content: content(scene) })).rejects.toMatchObject({
      code: 'conflict',
    });
    await editChange(ed, { changeId, version, content: content(scene, 'edited by ed') });
    expect(await scene.change(changeId)).toMatchObject({
      status: 'draft',
      plan: null,
      approval: null,
      editorIds: ['erin', 'ed'],
    });
    expect(await world.db.approval.findFirst({ where: { changeId } })).toMatchObject({
      voidReason: { code: 'edited' },
    });
    await submitChange(ed, { changeId });
    await planChange(world.asJob('plan-change'), { changeId }, () => Promise.resolve(scene.view()));
    const { digest } = (await scene.change(changeId)).plan!;
    await expect(approveChange(ed, { changeId, planDigest: digest })).rejects.toMatchObject({
      reason: 'approval-by-author',
    });
  });

  it('can end by rejecting, cancelling or discarding, each with why', async () => {
    const scene = new Scene(world);
    const rejected = await scene.approved([scene.route('add-route-entry', missing)]);
    await rejectChange(world.ada, { changeId: rejected, comment: 'not today' });
    expect(await scene.change(rejected)).toMatchObject({
      status: 'rejected',
      outcome: { params: { comment: 'not today' } },
    });
    const cancelled = await scene.approved([scene.route('add-route-entry', missing)]);
    await cancelChange(world.erin, { changeId: cancelled, comment: 'no longer needed' });
    expect((await scene.change(cancelled)).status).toBe('cancelled');
    const { changeId } = await createDraft(world.erin, content(scene));
    await discardDraft(world.erin, { changeId });
    expect((await scene.change(changeId)).status).toBe('cancelled');
  });

  it('does not apply what nobody approved, nor write to a source that only reads', async () => {
    const scene = new Scene(world);
    const { changeId } = await scene.planned([scene.route('add-route-entry', missing)]);
    await expect(applyChange(world.erin, { changeId })).rejects.toMatchObject({ reason: 'change-status-forbids' });
  });
});

describe('what pages ask for', () => {
  const shown = async (context: Context, changeId: string): Promise<readonly ChangeAction[]> =>
    (await getChange(context, { changeId })).actions.filter((each) => each.allowed).map((each) => each.action);

  it('has a button for whatever the reader may do, and a reason for what not', async () => {
    const scene = new Scene(world);
    const { changeId } = await scene.planned([scene.route('add-route-entry', missing)]);
    expect(await shown(world.erin, changeId)).toEqual(['edit', 'cancel']);
    expect(await shown(world.ada, changeId)).toEqual(['approve', 'reject']);
    const { actions } = await getChange(world.erin, { changeId });
    expect(actions.find((each) => each.action === 'approve')).toMatchObject({
      allowed: false,
      shown: true,
      refusal: { reason: 'approval-by-author' },
    });
    expect(actions.find((each) => each.action === 'apply')).toMatchObject({ allowed: false, shown: false });
  });

  it('shows plan, people, journal and proofs of a change that is done, and what undoes it', async () => {
    const scene = new Scene(world);
    const changeId = await scene.asked([scene.route('add-route-entry', missing)]);
    await scene.run(changeId);
    const { changeId: undo } = await revertChange(world.erin, { changeId, reason: 'it was a trial' });
    const detail = await getChange(world.erin, { changeId });
    expect(detail.plan?.plan.steps).toHaveLength(1);
    expect(detail.people).toMatchObject({ erin: 'erin', ada: 'ada' });
    expect(detail.journal).toHaveLength(3);
    expect(detail.proofs.at(-1)).toMatchObject({ result: 'proven' });
    expect(detail.revertedBy).toMatchObject([{ id: undo, status: 'planning' }]);
    expect((await getChange(world.erin, { changeId: undo })).reverts).toMatchObject({ id: changeId });
  });

  it('undoes a done change by another one, planned and approved like any', async () => {
    const scene = new Scene(world);
    const before = scene.router.contents();
    const changeId = await scene.asked([scene.route('add-route-entry', missing)]);
    await scene.run(changeId);
    const { changeId: undo } = await revertChange(world.erin, { changeId, reason: 'it was a trial' });
    await planChange(world.asJob('plan-change'), { changeId: undo }, () => Promise.resolve(scene.view()));
    // The flows it brought would break again, and so would what the rules say: that has to be accepted by name.
    const refused = await scene.change(undo);
    expect(refused).toMatchObject({ status: 'draft', outcome: { code: 'plan-refused' } });
    const accepted = ['cloud-to-edge', 'edge-to-cloud'].map((key) => ({ kind: 'flow-break' as const, key }));
    const finding = `vbr-route-missing|vbr|${scene.vbr.key}|10.0.0.0/18|`;
    expect(refused.outcome?.problems).toContainEqual(
      expect.objectContaining({
        code: 'finding-not-accepted',
        params: expect.objectContaining({ finding }) as object,
      }),
    );
    const guard = {
      accepted: [
        ...accepted,
        { kind: 'empty-guard' as const, key: 'guard' },
        { kind: 'new-finding' as const, key: finding },
      ],
    };
    await editChange(world.erin, { changeId: undo, version: refused.version, content: { ...refused, guard } });
    await submitChange(world.erin, { changeId: undo });
    await planChange(world.asJob('plan-change'), { changeId: undo }, () => Promise.resolve(scene.view()));
    const { plan } = await scene.change(undo);
    await approveChange(world.ada, { changeId: undo, planDigest: plan!.digest });
    await applyChange(world.ada, { changeId: undo });
    expect(await scene.run(undo)).toBe('done');
    expect(scene.router.contents()).toEqual(before);
  });

  it('lists changes, newest first, page by page and by status', async () => {
    const scene = new Scene(world);
    for (const reason of ['first of three', 'second of three', 'third of three'])
      await createDraft(world.erin, content(scene, reason));
    const first = await listChanges(world.ada, { limit: 2, statuses: ['draft'] });
    expect(first.changes.map((change) => change.reason)).toEqual(['third of three', 'second of three']);
    const [next] = (await listChanges(world.ada, { limit: 1, statuses: ['draft'], before: first.next! })).changes;
    expect(next).toMatchObject({ reason: 'first of three', author: { id: 'erin', name: 'erin' } });
  });

  it('answers what a change would do on the estate as it is known, without keeping anything', async () => {
    const changes = await world.db.change.count();
    const effect = await previewEffect(world.erin, content(new Scene(world)));
    expect(effect).toMatchObject({
      sound: false,
      problems: [{ path: ['operations', 0, 'router', 'key'], code: 'router-unknown' }],
    });
    expect(await world.db.change.count()).toBe(changes);
  });

  it('offers a new plan of a change that went stale', async () => {
    const scene = new Scene(world);
    const operation = scene.route('add-route-entry', missing);
    const changeId = await scene.asked([operation]);
    const effect = {
      ...(operation as Extract<typeof operation, { routeTable: string }>),
      kind: 'create-route-entry' as const,
    };
    scene.router.makeOutOfBand({ ...effect, prefix: '198.51.100.0/24' as never });
    expect(await scene.run(changeId)).toBe('stale');
    expect(await shown(world.erin, changeId)).toEqual(['edit', 'cancel', 'replan']);
    await replanChange(world.erin, { changeId });
    await planChange(world.asJob('plan-change'), { changeId }, () => Promise.resolve(scene.view()));
    expect(await scene.change(changeId)).toMatchObject({ status: 'planned', approval: null });
    expect(await world.db.plan.count({ where: { changeId } })).toBe(2);
  });
});
