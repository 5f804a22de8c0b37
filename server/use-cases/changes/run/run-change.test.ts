import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inverseOf } from '@/domain/changes/effect';
import { RUN_LIMITS, type RunLimits } from '@/domain/changes/run';
import type { Estate } from '@/domain/estate/estate';
import { listJournal } from '@/server/db/journal';
import { findLanes } from '@/server/db/lanes';
import { listProofs } from '@/server/db/proofs';
import { resolveHeld } from '../resolve-held';
import { revertNow } from '../revert-now';
import { type ChangeWorld, createChangeWorld, Scene, seedOf, withoutRoute } from '../testing/change-world';
import type { Fault } from '../testing/fake-router';

let world: ChangeWorld;
beforeAll(async () => {
  world = await createChangeWorld();
});
afterAll(() => world.close());

const missing = '10.0.0.0/16';
/** Gives up on the way back after seconds instead of a quarter of an hour, which goes by in steps of a second. */
const IMPATIENT: RunLimits = { ...RUN_LIMITS, revertRetryMs: 60_000 };
const auditOf = (changeId: string) => world.db.auditEntry.findMany({ where: { changeId }, orderBy: { seq: 'asc' } });

const HOLDS = { mustHold: ['edge-to-cloud'] };
/** Another way between the VBR and its VPC. */
function withSecondPair(estate: Estate): void {
  const [vpc, vbr] = [estate.vpcs[0]!.key, estate.vbrs[0]!.key];
  estate.routerInterfaces.push(
    { key: 'ri-second-vbr', router: vbr, opposite: 'ri-second-vpc', oppositeRouter: vpc, status: 'active' },
    { key: 'ri-second-vpc', router: vpc, opposite: 'ri-second-vbr', oppositeRouter: vbr, status: 'active' },
  );
}

describe('a worker carries out a change', () => {
  it('adds the missing route, sees it settle, proves both flows, and gives the lane back', async () => {
    const scene = new Scene(world);
    const changeId = await scene.asked([scene.route('add-route-entry', missing)]);
    expect(await scene.run(changeId)).toBe('done');
    const change = await scene.change(changeId);
    expect(change).toMatchObject({ status: 'done', outcome: { code: 'proven' }, guardDeadline: null });
    expect(scene.router.contents()).toContain(`${scene.vbr.routeTable!.key} ${missing} ri-bp1vlan available`);
    expect(await findLanes(world.db, changeId)).toEqual([]);
    const lines = (await listJournal(world.db, change.plan!.id)).map((line) => `${line.phase} ${line.result ?? '-'}`);
    expect(lines).toEqual(['intent -', 'outcome accepted', 'settled settled']);
    expect((await listProofs(world.db, change.plan!.id)).at(-1)).toMatchObject({
      result: 'proven',
      body: { faults: [] },
    });
    const audit = await auditOf(changeId);
    expect(audit.map((row) => row.action)).toEqual([
      'change.create',
      'change.submit',
      'change.plan',
      'change.approve',
      'change.apply',
      'change.take-lanes',
      'change.take-off',
      'step.apply',
      'change.applied',
      'change.done',
    ]);
    expect(audit.find((row) => row.action === 'step.apply')).toMatchObject({
      requestId: 'R-1',
      stepIndex: 0,
      result: 'done',
    });
  });

  it('removes a route that nothing needs', async () => {
    const scene = new Scene(world, seedOf());
    const row = scene.route('add-route-entry', '203.0.113.0/24');
    const first = await scene.asked([row]);
    expect(await scene.run(first)).toBe('done');
    const second = await scene.asked([scene.route('remove-route-entry', '203.0.113.0/24')]);
    expect(await scene.run(second)).toBe('done');
    expect(scene.router.happened.map((each) => each.effect.kind)).toEqual(['create-route-entry', 'delete-route-entry']);
  });

  it('moves a row behind its halves, so that nothing is ever without a way', async () => {
    const scene = new Scene(world, seedOf(withSecondPair));
    const changeId = await scene.asked([scene.move('192.168.0.0/16', 'ri-bp1vbr', 'ri-second-vbr')], HOLDS);
    expect(await scene.run(changeId)).toBe('done');
    expect(scene.router.contents().filter((row) => row.includes(' 192.168.'))).toEqual([
      `${scene.vbr.routeTable!.key} 192.168.0.0/16 ri-second-vbr available`,
    ]);
    expect(scene.router.happened).toHaveLength(6);
  });

  it('moves it back behind them when a flow is lost on the new way', async () => {
    const scene = new Scene(world, seedOf(withSecondPair));
    const before = scene.router.contents();
    const changeId = await scene.asked([scene.move('192.168.0.0/16', 'ri-bp1vbr', 'ri-second-vbr')], HOLDS);
    const end = await scene.run(changeId, {
      boundary: (name) => {
        if (name === 'after tx take-off')
          scene.router.estate.routerInterfaces.find((each) => each.key === 'ri-second-vpc')!.status = 'inactive';
        return Promise.resolve();
      },
    });
    expect(end).toBe('reverted');
    expect(scene.router.contents()).toEqual(before);
  });

  it('puts everything back by itself when the guard is not met', async () => {
    const scene = new Scene(world);
    const before = scene.router.contents();
    const changeId = await scene.asked([
      scene.route('add-route-entry', missing),
      scene.route('add-route-entry', '203.0.113.0/24'),
    ]);
    const end = await scene.run(changeId, {
      boundary: (name) => {
        // The far end does not do what was predicted.
        if (name === 'after tx take-off')
          scene.router.estate.gateways[0]!.permits = [{ to: '198.51.100.0/24' as never }];
        return Promise.resolve();
      },
    });
    expect(end).toBe('reverted');
    expect(scene.router.contents()).toEqual(before);
    expect(await scene.change(changeId)).toMatchObject({ status: 'reverted', outcome: { code: 'not-proven-in-time' } });
    expect(
      scene.router.happened.map(({ effect }) => ('prefix' in effect ? `${effect.kind} ${effect.prefix}` : '')),
    ).toEqual([
      'create-route-entry 10.0.0.0/16',
      'create-route-entry 203.0.113.0/24',
      'delete-route-entry 203.0.113.0/24',
      'delete-route-entry 10.0.0.0/16',
    ]);
  });

  it('puts back early when a flow that worked is seen broken', async () => {
    const scene = new Scene(world, seedOf());
    const changeId = await scene.asked([scene.route('add-route-entry', '203.0.113.0/24')]);
    scene.judge = (view, options) => {
      const added = view.estate.vbrs[0]!.routeTable!.entries!.some(
        (entry) => entry.prefix === '203.0.113.0/24' && entry.status === 'available',
      );
      return new Scene(world, scene.router.estate)
        .judge(view, options)
        .map((verdict) => ({ ...verdict, kind: added && options?.only ? 'unreachable' : verdict.kind }));
    };
    expect(await scene.run(changeId)).toBe('reverted');
    expect((await scene.change(changeId)).outcome).toMatchObject({ code: 'guard-broken' });
  });
});

describe('faults of the source', () => {
  const survivable: Fault[][] = [
    ['throttled', 'busy', 'throttled'],
    ['lost'],
    ['late'],
    ['failed-after'],
    ['failed-before'],
    ['failed-before', 'lost'],
    ['lost', 'failed-before', 'late', 'lost'],
  ];
  it.each(survivable.map((faults) => [faults.join(', '), faults] as const))(
    'are survived with one effect each: %s',
    async (_name, faults) => {
      const scene = new Scene(world);
      scene.router.faults = [...faults];
      const changeId = await scene.asked([scene.route('add-route-entry', missing)]);
      expect(await scene.run(changeId)).toBe('done');
      expect(scene.router.happened).toHaveLength(1);
    },
  );

  it.each(['rejected', 'denied'] as const)('end with nothing written when the first call is %s', async (fault) => {
    const scene = new Scene(world);
    scene.router.faults = [fault];
    const changeId = await scene.asked([scene.route('add-route-entry', missing)]);
    expect(await scene.run(changeId)).toBe('reverted');
    expect(await scene.change(changeId)).toMatchObject({
      outcome: { code: 'nothing-written', params: { because: 'step-failed' } },
    });
    expect(scene.router.happened).toEqual([]);
  });

  it('undo what was done when a later call is rejected', async () => {
    const scene = new Scene(world);
    const before = scene.router.contents();
    scene.router.faults = ['none', 'rejected'];
    const changeId = await scene.asked([
      scene.route('add-route-entry', missing),
      scene.route('add-route-entry', '203.0.113.0/24'),
    ]);
    expect(await scene.run(changeId)).toBe('reverted');
    expect(scene.router.contents()).toEqual(before);
  });

  it('are tried against for long on the way back, then held with the lane kept', async () => {
    const scene = new Scene(world);
    scene.limits = IMPATIENT;
    scene.router.faults = ['none', 'rejected', ...Array.from({ length: 500 }, (): Fault => 'denied')];
    const changeId = await scene.asked([
      scene.route('add-route-entry', missing),
      scene.route('add-route-entry', '203.0.113.0/24'),
    ]);
    expect(await scene.run(changeId)).toBe('held');
    expect(await scene.change(changeId)).toMatchObject({
      status: 'held',
      outcome: { code: 'inverse-failed', params: { step: 1, failure: 'denied' } },
    });
    expect(await findLanes(world.db, changeId)).toMatchObject([{ key: `router:vbr:${scene.vbr.key}` }]);
    scene.router.faults = [];
    await revertNow(world.erin, { changeId });
    expect(await scene.run(changeId)).toBe('reverted');
    expect(await findLanes(world.db, changeId)).toEqual([]);
  });

  it('hold when something else stands in the place of a step', async () => {
    const scene = new Scene(world);
    const operations = [scene.route('add-route-entry', missing), scene.route('add-route-entry', '203.0.113.0/24')];
    const changeId = await scene.asked(operations);
    const { nextHop, router, routeTable } = operations[1] as Extract<
      (typeof operations)[number],
      { routeTable: string }
    >;
    scene.router.contradict({
      kind: 'create-route-entry',
      router,
      routeTable,
      prefix: '203.0.113.0/24' as never,
      nextHop,
    });
    expect(await scene.run(changeId)).toBe('held');
    expect((await scene.change(changeId)).outcome).toMatchObject({ code: 'step-contradicted', params: { step: 2 } });
    await resolveHeld(world.erin, { changeId, as: 'done', reason: 'put right by hand' });
    expect(await findLanes(world.db, changeId)).toEqual([]);
    expect(await scene.change(changeId)).toMatchObject({ status: 'done', outcome: { code: 'resolved-by-person' } });
  });

  it('do not make us take away what somebody else put there', async () => {
    const scene = new Scene(world);
    const operations = [
      scene.route('add-route-entry', missing),
      scene.route('add-route-entry', '203.0.113.0/24'),
      scene.route('add-route-entry', '198.51.100.0/24'),
    ];
    scene.router.faults = ['none', 'rejected'];
    const changeId = await scene.asked(operations);
    const foreign = operations[1] as Extract<(typeof operations)[number], { routeTable: string }>;
    const effect = { ...foreign, kind: 'create-route-entry' as const };
    let looks = 0;
    const end = await scene.run(changeId, {
      boundary: (name) => {
        // After take-off, before the second step is looked at.
        if (name === 'before look apply' && (looks += 1) === 2) scene.router.makeOutOfBand(effect);
        return Promise.resolve();
      },
    });
    expect(end).toBe('reverted');
    expect(scene.router.contents()).toContain(`${scene.vbr.routeTable!.key} 203.0.113.0/24 ri-bp1vlan available`);
    expect(scene.router.contents()).not.toContain(`${scene.vbr.routeTable!.key} ${missing} ri-bp1vlan available`);
    expect(inverseOf(effect).kind).toBe('delete-route-entry');
  });

  it('hold when a source stays silent about what became of a call', async () => {
    const scene = new Scene(world);
    scene.limits = IMPATIENT;
    const changeId = await scene.asked([scene.route('add-route-entry', missing)]);
    scene.router.faults = ['lost'];
    scene.router.lookFaults = Array.from({ length: 1000 }, () => 'unavailable' as const);
    expect(await scene.run(changeId)).toBe('held');
    expect((await scene.change(changeId)).outcome).toMatchObject({ code: 'outcome-unreadable' });
  });

  it('write nothing more to a source that was switched to reading only', async () => {
    const scene = new Scene(world);
    scene.limits = IMPATIENT;
    const changeId = await scene.asked([
      scene.route('add-route-entry', missing),
      scene.route('add-route-entry', '203.0.113.0/24'),
    ]);
    const end = await scene.run(changeId, {
      boundary: (name) => {
        if (name === 'after call apply') scene.readOnly = true;
        return Promise.resolve();
      },
    });
    expect(end).toBe('held');
    expect((await scene.change(changeId)).outcome).toMatchObject({
      code: 'inverse-failed',
      params: { failure: 'source-read-only' },
    });
    expect(scene.router.performed).toBe(1);
  });
});

describe('what is missing in the beginning', () => {
  it('is planned with the flows it gains', async () => {
    const scene = new Scene(world, seedOf(withoutRoute(missing)));
    const { changeId } = await scene.planned([scene.route('add-route-entry', missing)]);
    expect(await scene.change(changeId)).toMatchObject({ status: 'planned' });
  });
});
