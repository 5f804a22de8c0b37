import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeByTable } from '@/domain/changes/testing/judge';
import type { EstateView } from '@/domain/estate/view';
import { NOON } from '@/domain/testing/seed-figure';
import { inTransaction } from '@/server/db/client';
import { bumpEstateRevision } from '@/server/db/estate-revision';
import { takeJobs } from '@/server/testing/jobs';
import { applyChange } from './apply-change';
import { approveChange } from './approve-change';
import { cancelChange } from './cancel-change';
import { checkGround } from './check-ground';
import { createDraft } from './create-draft';
import { planChange } from './plan-change';
import { scheduleChange } from './schedule-change';
import { submitChange } from './submit-change';
import { type ChangeWorld, createChangeWorld, Scene, seedOf } from './testing/change-world';

let world: ChangeWorld;
beforeAll(async () => {
  world = await createChangeWorld();
});
afterAll(() => world.close());

const missing = '10.0.0.0/16';
const check = (scene: Scene, view: () => EstateView = scene.view) =>
  checkGround(world.asJob('check-ground'), () => Promise.resolve(view()), scene);
const auditOf = (changeId: string) =>
  world.db.auditEntry.findMany({ where: { changeId, action: 'change.ground-moved' } });

/** Somebody else writes a row to the table that the change writes to. */
function moveGround(scene: Scene): void {
  const { routeTable, router, nextHop } = scene.route('add-route-entry', missing) as Extract<
    ReturnType<Scene['route']>,
    { routeTable: string }
  >;
  const prefix = '198.51.100.0/24' as never;
  scene.router.makeOutOfBand({ kind: 'create-route-entry', router, routeTable, nextHop, prefix });
}

/** Changes of other scenes are not on this scene's estate; they are put out of the way. */
async function alone(): Promise<Scene> {
  await world.db.change.updateMany({
    where: { status: { in: ['planned', 'approved', 'scheduled'] } },
    data: { status: 'cancelled' },
  });
  return new Scene(world);
}

describe('when the ground has moved', () => {
  it.each(['planned', 'approved', 'scheduled'] as const)('a change that is %s is stale, with why', async (status) => {
    const scene = await alone();
    const operations = [scene.route('add-route-entry', missing)];
    const changeId =
      status === 'planned' ? (await scene.planned(operations)).changeId : await scene.approved(operations);
    if (status === 'scheduled')
      await scheduleChange(world.erin, { changeId, at: new Date(scene.clock.now().getTime() + 3_600_000) });
    expect((await scene.change(changeId)).status).toBe(status);
    moveGround(scene);
    expect(await check(scene)).toEqual({ stale: [changeId] });
    expect(await scene.change(changeId)).toMatchObject({
      status: 'stale',
      plan: null,
      approval: null,
      scheduledFor: null,
      outcome: { code: 'ground-moved' },
    });
    if (status !== 'planned')
      expect(await world.db.approval.findFirst({ where: { changeId } })).toMatchObject({
        voidReason: { code: 'ground-moved' },
      });
    expect(await auditOf(changeId)).toMatchObject([{ actorKind: 'system', result: 'failed' }]);
  });

  it('says so once, however often it is asked', async () => {
    const scene = await alone();
    const changeId = await scene.approved([scene.route('add-route-entry', missing)]);
    moveGround(scene);
    await check(scene);
    expect(await check(scene)).toEqual({ stale: [] });
    expect(await auditOf(changeId)).toHaveLength(1);
  });

  it('counts what moved far away, as taking off does', async () => {
    const scene = await alone();
    const { changeId } = await scene.planned([scene.route('add-route-entry', missing)]);
    scene.router.estate.vpcs[0]!.routeTables![0]!.entries = [];
    await check(scene);
    expect(await scene.change(changeId)).toMatchObject({
      status: 'stale',
      outcome: { code: expect.stringMatching(/flows-moved|plan-no-longer-safe/) as string },
    });
  });

  it('counts a session that fell', async () => {
    const scene = await alone();
    const own = new Scene(world, seedOf());
    own.judge = judgeByTable();
    const { changeId } = await own.planned([own.route('add-route-entry', '203.0.113.0/24')]);
    own.router.loseSession('169.254.10.2');
    await check(own);
    expect((await scene.change(changeId)).outcome).toMatchObject({ code: 'sessions-moved' });
  });

  it('leaves a change to the worker that has it in hand', async () => {
    const scene = await alone();
    const changeId = await scene.asked([scene.route('add-route-entry', missing)]);
    moveGround(scene);
    expect(await check(scene)).toEqual({ stale: [] });
    expect((await scene.change(changeId)).status).toBe('applying');
  });
});

describe('when only these have moved', () => {
  const counters: [string, (scene: Scene) => void][] = [
    ['nothing', () => {}],
    [
      'the counters of a session',
      ({ router }) =>
        Object.assign(router.estate.vbrs[0]!.bgpGroups![0]!.peers![0]!.observed!, {
          receivedRoutes: 7,
          advertisedRoutes: 9,
        }),
    ],
    ['the free addresses of a vSwitch', ({ router }) => (router.estate.vpcs[0]!.vSwitches![0]!.availableAddresses = 3)],
    [
      'the age of readings: a source is silent',
      (scene) =>
        (scene.parts = (['route-entry', 'bgp-peer', 'vpc', 'route-table'] as const).map((kind) => ({
          source: 'lab',
          kind,
          observedAt: NOON,
          stale: true,
        }))),
    ],
  ];
  it.each(counters)('%s, nothing is stale', async (_name, move) => {
    const scene = await alone();
    const changeId = await scene.approved([scene.route('add-route-entry', missing)]);
    move(scene);
    expect(await check(scene)).toEqual({ stale: [] });
    expect((await scene.change(changeId)).status).toBe('approved');
  });
});

describe('when somebody writes on the change between the look and the write', () => {
  /** The same database, where something happens right before the first transaction. */
  function overtakenBy(act: () => Promise<unknown>): ChangeWorld['db'] {
    let first = true;
    return new Proxy(world.db, {
      get(target, name) {
        if (name !== '$transaction') return Reflect.get(target, name) as unknown;
        return async (...given: Parameters<typeof target.$transaction>) => {
          if (first) {
            first = false;
            await act();
          }
          return target.$transaction(...given);
        };
      },
    });
  }

  const cases: [string, (changeId: string, digest: string) => Promise<unknown>, string][] = [
    [
      'an approval is void as well',
      (changeId, planDigest) => approveChange(world.ada, { changeId, planDigest }),
      'stale',
    ],
    [
      'a worker that was asked to apply it looks for itself',
      async (changeId, planDigest) => {
        await approveChange(world.ada, { changeId, planDigest });
        await applyChange(world.erin, { changeId });
      },
      'applying',
    ],
    ['who cancelled it keeps the last word', (changeId) => cancelChange(world.erin, { changeId }), 'cancelled'],
  ];
  it.each(cases)('%s', async (_name, act, status) => {
    const scene = await alone();
    const { changeId } = await scene.planned([scene.route('add-route-entry', missing)]);
    const { plan } = await scene.change(changeId);
    moveGround(scene);
    const context = { ...world.asJob('check-ground'), db: overtakenBy(() => act(changeId, plan!.digest)) };
    const load = () => Promise.resolve(scene.view());
    expect(await checkGround(context, load, scene)).toEqual({ stale: [] });
    // It is not forgotten: somebody looks again at what it has become.
    expect(await takeJobs(world, 'check-ground')).toBe(1);
    await check(scene);
    expect((await scene.change(changeId)).status).toBe(status);
  });
});

it('a plan that was overtaken by a reading while it was made is checked again', async () => {
  const scene = await alone();
  const { changeId } = await createDraft(world.erin, {
    reason: 'because of a test',
    operations: [scene.route('add-route-entry', missing)],
  });
  await submitChange(world.erin, { changeId });
  await planChange(world.asJob('plan-change'), { changeId }, async () => {
    await inTransaction(world.db, (tx) => bumpEstateRevision(tx, world.now(), { kind: 'declared' }));
    return scene.view();
  });
  expect(await takeJobs(world, 'check-ground')).toBe(1);
  await scene.planned([scene.route('add-route-entry', missing)]);
  expect(await takeJobs(world, 'check-ground')).toBe(0);
});
