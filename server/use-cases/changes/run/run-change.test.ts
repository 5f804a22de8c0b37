import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inverseOf } from '@/domain/changes/effect';
import type { Estate } from '@/domain/estate/estate';
import { listJournal } from '@/server/db/journal';
import { findLanes } from '@/server/db/lanes';
import { listProofs } from '@/server/db/proofs';
import { setAppliesStopped } from '../../settings/applies-stopped';
import { cancelChange } from '../cancel-change';
import { editChange } from '../edit-change';
import { requestPause, stopAfterThis } from '../request-run';
import { resolveHeld } from '../resolve-held';
import { resumeChange } from '../resume-change';
import { revertNow } from '../revert-now';
import { scheduleChange } from '../schedule-change';
import { sweepChanges } from '../sweep-changes';
import { type ChangeWorld, createChangeWorld, Scene, seedOf, withoutRoute } from '../testing/change-world';
import type { Fault } from '../testing/fake-router';

let world: ChangeWorld;
beforeAll(async () => {
  world = await createChangeWorld();
});
afterAll(() => world.close());

const missing = '10.0.0.0/16';
const statics = (estate: Estate) => estate.vbrs[0]!.routeTable!.entries!.forEach((entry) => (entry.type = 'custom'));
const auditOf = (changeId: string) => world.db.auditEntry.findMany({ where: { changeId }, orderBy: { seq: 'asc' } });

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

  it('adds and removes a BGP peer', async () => {
    const scene = new Scene(
      world,
      seedOf((estate) => {
        statics(estate);
        estate.vbrs[0]!.bgpGroups![0]!.peers = [];
      }),
    );
    const peer = { vbr: scene.vbr.key, group: 'bgpg-bp1hz', address: '169.254.10.2' as never };
    const accepted = [{ kind: 'empty-guard' as const, key: 'guard' }];
    const add = await scene.asked([{ kind: 'add-bgp-peer', ...peer, bfd: { enabled: true, hops: 1 } }], { accepted });
    expect(await scene.run(add)).toBe('done');
    expect(scene.view().estate.vbrs[0]!.bgpGroups![0]!.peers).toMatchObject([
      { address: '169.254.10.2', status: 'available', bfd: { hops: 1 } },
    ]);
    const remove = await scene.asked([{ kind: 'remove-bgp-peer', ...peer }], { accepted });
    expect(await scene.run(remove)).toBe('done');
    expect(scene.view().estate.vbrs[0]!.bgpGroups![0]!.peers).toEqual([]);
  });

  it('puts everything back by itself when the guard is not met', async () => {
    const scene = new Scene(world);
    const before = scene.router.contents();
    const changeId = await scene.asked([
      scene.route('add-route-entry', missing),
      scene.route('add-route-entry', '203.0.113.0/24'),
    ]);
    // The far end does not do what was predicted.
    scene.router.estate.gateways[0]!.permits = [{ to: '198.51.100.0/24' as never }];
    expect(await scene.run(changeId)).toBe('reverted');
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
    const changeId = await scene.asked([scene.route('add-route-entry', missing)]);
    scene.router.faults = ['lost'];
    scene.router.lookFaults = Array.from({ length: 1000 }, () => 'unavailable' as const);
    expect(await scene.run(changeId)).toBe('held');
    expect((await scene.change(changeId)).outcome).toMatchObject({ code: 'outcome-unreadable' });
  });

  it('write nothing more to a source that was switched to reading only', async () => {
    const scene = new Scene(world);
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

describe('taking off is refused', () => {
  it('when the ground moved, which voids plan and approval', async () => {
    const scene = new Scene(world);
    const operation = scene.route('add-route-entry', missing);
    const changeId = await scene.asked([operation]);
    const { routeTable, router, nextHop } = operation as Extract<typeof operation, { routeTable: string }>;
    scene.router.makeOutOfBand({
      kind: 'create-route-entry',
      router,
      routeTable,
      nextHop,
      prefix: '198.51.100.0/24' as never,
    });
    expect(await scene.run(changeId)).toBe('stale');
    expect(await scene.change(changeId)).toMatchObject({
      status: 'stale',
      plan: null,
      approval: null,
      outcome: { code: 'ground-moved' },
    });
    expect(scene.router.performed).toBe(0);
    expect(await findLanes(world.db, changeId)).toEqual([]);
    expect(await world.db.approval.findFirst({ where: { changeId } })).toMatchObject({
      voidReason: { code: 'ground-moved' },
    });
  });

  it('when flows moved although nothing touched did', async () => {
    const scene = new Scene(world, seedOf());
    const changeId = await scene.asked([scene.route('add-route-entry', '203.0.113.0/24')]);
    scene.router.estate.vpcs[0]!.routeTables![0]!.entries = [];
    expect(await scene.run(changeId)).toBe('stale');
    expect((await scene.change(changeId)).outcome).toMatchObject({
      code: expect.stringMatching(/flows-moved|plan-no-longer-safe/),
    });
  });

  it('when the ground cannot be read', async () => {
    const scene = new Scene(world);
    const changeId = await scene.asked([scene.route('add-route-entry', missing)]);
    scene.readings = Array.from(
      { length: 3 },
      () => ({ ok: false, code: 'unavailable', detail: 'no answer' }) as const,
    );
    expect(await scene.run(changeId)).toBe('refused');
    expect(await scene.change(changeId)).toMatchObject({ status: 'approved', outcome: { code: 'ground-unreadable' } });
    expect(await findLanes(world.db, changeId)).toEqual([]);
  });

  it('while all applies are stopped', async () => {
    const scene = new Scene(world);
    const changeId = await scene.asked([scene.route('add-route-entry', missing)]);
    await setAppliesStopped(world.ada, { stopped: true, reason: 'test' });
    try {
      expect(await scene.run(changeId)).toBe('refused');
      expect(await scene.change(changeId)).toMatchObject({ status: 'approved', outcome: { code: 'applies-stopped' } });
    } finally {
      await setAppliesStopped(world.as('engineer', 'admin'), { stopped: false, reason: 'test' });
    }
  });

  it('during a freeze', async () => {
    const scene = new Scene(world);
    const changeId = await scene.asked([scene.route('add-route-entry', missing)]);
    const from = scene.clock.now();
    const freeze = await world.db.freeze.create({
      data: {
        id: randomUUID(),
        from,
        until: new Date(from.getTime() + 3_600_000),
        reason: 'holidays',
        createdBy: 'erin',
      },
    });
    expect(await scene.run(changeId)).toBe('refused');
    await world.db.freeze.update({ where: { id: freeze.id }, data: { endedAt: from } });
    expect((await scene.change(changeId)).outcome).toMatchObject({ code: 'frozen' });
  });

  it.each([
    ['the approver lost the right', 'approver-lost-right', { roleGrant: 'ada2' }],
    ['the author was disabled', 'author-disabled', { disable: 'erin2' }],
  ] as const)('when %s', async (_name, code, harm) => {
    const erin = await world.person(`erin2-${code}`, ['engineer']);
    const ada = await world.person(`ada2-${code}`, ['approver']);
    const scene = new Scene({ ...world, erin, ada });
    const changeId = await scene.asked([scene.route('add-route-entry', missing)]);
    if ('roleGrant' in harm)
      await world.db.roleGrant.updateMany({ where: { personId: `ada2-${code}` }, data: { revokedAt: new Date() } });
    else await world.db.person.update({ where: { id: `erin2-${code}` }, data: { disabledAt: new Date() } });
    expect(await scene.run(changeId)).toBe('refused');
    expect((await scene.change(changeId)).outcome).toMatchObject({ code });
    expect(scene.router.performed).toBe(0);
  });

  it('when somebody rewrote the stored plan', async () => {
    const scene = new Scene(world);
    const changeId = await scene.asked([scene.route('add-route-entry', missing)]);
    const { plan } = await scene.change(changeId);
    const row = await world.db.plan.findUniqueOrThrow({ where: { id: plan!.id } });
    const body = JSON.parse(JSON.stringify(row.body).replaceAll('10.0.0.0/16', '10.0.0.0/15')) as object;
    await world.db.plan.update({ where: { id: plan!.id }, data: { body } });
    expect(await scene.run(changeId)).toBe('refused');
    expect((await scene.change(changeId)).outcome).toMatchObject({ code: 'plan-digest-differs' });
  });

  it('while another change holds the lane, and goes on when it is free', async () => {
    const scene = new Scene(world);
    const first = await scene.asked([scene.route('add-route-entry', missing)]);
    const second = await scene.asked([scene.route('add-route-entry', '203.0.113.0/24')]);
    scene.router.faults = ['rejected'];
    await stopAfterThis(world.erin, { changeId: first }).catch(() => null);
    await cancelChange(world.erin, { changeId: first }).catch(() => null);
    let seen = '';
    await scene.run(first, {
      boundary: async (name) => {
        if (name === 'after tx enter') seen = await scene.run(second);
      },
    });
    expect(seen).toBe('');
    expect(await scene.run(second)).toBe('reverted');
  });
});

describe('people ask of a running change', () => {
  const at = (boundary: string, nth: number, act: () => Promise<unknown>) => {
    let passed = 0;
    return {
      boundary: async (name: string) => {
        if (name === boundary && (passed += 1) === nth) await act();
      },
    };
  };
  const two = (scene: Scene) => [
    scene.route('add-route-entry', missing),
    scene.route('add-route-entry', '203.0.113.0/24'),
  ];

  it('to pause, and then to go on', async () => {
    const scene = new Scene(world);
    const changeId = await scene.asked(two(scene));
    expect(
      await scene.run(
        changeId,
        at('after call apply', 1, () => requestPause(world.erin, { changeId })),
      ),
    ).toBe('paused');
    expect(scene.router.happened).toHaveLength(1);
    expect(await findLanes(world.db, changeId)).toHaveLength(1);
    await resumeChange(world.erin, { changeId });
    expect(await scene.run(changeId)).toBe('done');
  });

  it('to pause, and forget it: the guard puts it back', async () => {
    const scene = new Scene(world);
    const before = scene.router.contents();
    const changeId = await scene.asked(two(scene));
    await scene.run(
      changeId,
      at('after call apply', 1, () => requestPause(world.erin, { changeId })),
    );
    expect(await scene.run(changeId)).toBe('paused');
    scene.clock.advance(3_600_000);
    expect(await scene.run(changeId)).toBe('reverted');
    expect(scene.router.contents()).toEqual(before);
    expect((await scene.change(changeId)).outcome).toMatchObject({ code: 'guard-deadline-passed' });
  });

  it('to stop after this step, which a person then has to resolve', async () => {
    const scene = new Scene(world);
    const changeId = await scene.asked(two(scene));
    expect(
      await scene.run(
        changeId,
        at('after call apply', 1, () => stopAfterThis(world.erin, { changeId })),
      ),
    ).toBe('held');
    expect(scene.router.happened).toHaveLength(1);
    await revertNow(world.erin, { changeId });
    expect(await scene.run(changeId)).toBe('reverted');
  });

  it('to put it back now', async () => {
    const scene = new Scene(world);
    const before = scene.router.contents();
    const changeId = await scene.asked(two(scene));
    expect(
      await scene.run(
        changeId,
        at('after call apply', 1, () => revertNow(world.erin, { changeId })),
      ),
    ).toBe('reverted');
    expect(scene.router.contents()).toEqual(before);
  });

  it('to stop all applies, which pauses it between two steps', async () => {
    const scene = new Scene(world);
    const changeId = await scene.asked(two(scene));
    const end = await scene.run(
      changeId,
      at('after call apply', 1, () => setAppliesStopped(world.ada, { stopped: true, reason: 'test' })),
    );
    await setAppliesStopped(world.as('engineer', 'admin'), { stopped: false, reason: 'test' });
    expect(end).toBe('paused');
    await resumeChange(world.erin, { changeId });
    expect(await scene.run(changeId)).toBe('done');
  });

  it('nothing while it is under way that would change it', async () => {
    const scene = new Scene(world);
    const changeId = await scene.asked(two(scene));
    const refused: unknown[] = [];
    const { version, operations, guard } = await scene.change(changeId);
    await scene.run(
      changeId,
      at('after call apply', 1, async () => {
        await cancelChange(world.erin, { changeId }).catch((error: unknown) => refused.push(error));
        await editChange(world.erin, {
          changeId,
          version: version + 1,
          content: { reason: 'another', operations, guard },
        }).catch((error: unknown) => refused.push(error));
      }),
    );
    expect(refused).toMatchObject([{ reason: 'change-status-forbids' }, { reason: expect.stringMatching(/change-/) }]);
    expect(await scene.change(changeId)).toMatchObject({ status: 'done' });
  });
});

describe('time', () => {
  it('brings a scheduled change to take off in the name of whoever scheduled it', async () => {
    const scene = new Scene(world);
    const changeId = await scene.approved([scene.route('add-route-entry', missing)]);
    await scheduleChange(world.erin, { changeId, at: new Date(scene.clock.now().getTime() + 60_000) });
    expect(await scene.run(changeId)).toBe('not-due');
    scene.clock.advance(60_000);
    expect(await scene.run(changeId)).toBe('done');
    expect((await scene.change(changeId)).appliedBy).toBe('erin');
  });

  it('lets the sweep find what nobody works on', async () => {
    const scene = new Scene(world);
    const changeId = await scene.asked([scene.route('add-route-entry', missing)]);
    expect((await sweepChanges(world.asJob('sweep-changes'))).enqueued).toContain(changeId);
    await scene.run(changeId);
    expect((await sweepChanges(world.asJob('sweep-changes'))).enqueued).not.toContain(changeId);
  });

  it('never puts two workers on one change', async () => {
    const scene = new Scene(world);
    const changeId = await scene.asked([scene.route('add-route-entry', missing)]);
    const others: string[] = [];
    await scene.run(changeId, {
      boundary: async (name) => {
        if (name === 'after call apply') others.push(await scene.run(changeId));
      },
    });
    expect(others).toEqual(['busy']);
    expect(await scene.run(changeId)).toBe('nothing-to-do');
  });

  it('is not needed to stop in good order: another worker goes on at once', async () => {
    const scene = new Scene(world);
    const changeId = await scene.asked([scene.route('add-route-entry', missing)]);
    const stop = new AbortController();
    const end = await scene.run(changeId, {
      signal: stop.signal,
      boundary: (name) => Promise.resolve(name === 'after call apply' ? stop.abort() : undefined),
    });
    expect(end).toBe('let-go');
    expect(await scene.run(changeId)).toBe('done');
    expect(scene.router.happened).toHaveLength(1);
  });
});

describe('what is missing in the beginning', () => {
  it('is planned with the flows it gains', async () => {
    const scene = new Scene(world, seedOf(withoutRoute(missing)));
    const { changeId } = await scene.planned([scene.route('add-route-entry', missing)]);
    expect(await scene.change(changeId)).toMatchObject({ status: 'planned' });
  });
});
