import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findLanes } from '@/server/db/lanes';
import { setAppliesStopped } from '../../settings/applies-stopped';
import { type ChangeWorld, createChangeWorld, Scene, seedOf } from '../testing/change-world';

let world: ChangeWorld;
beforeAll(async () => {
  world = await createChangeWorld();
});
afterAll(() => world.close());

const missing = '10.0.0.0/16';
const auditOf = (changeId: string) => world.db.auditEntry.findMany({ where: { changeId }, orderBy: { seq: 'asc' } });

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
    // Another reading is another object: what follows from an object is remembered with it.
    const [vpc, ...others] = scene.router.estate.vpcs;
    const routeTables = vpc!.routeTables!.map((table) => ({ ...table, entries: [] }));
    scene.router.estate.vpcs = [{ ...vpc!, routeTables }, ...others];
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

  it('while another change holds the lane, which it says', async () => {
    const scene = new Scene(world, seedOf());
    const first = await scene.asked([scene.route('add-route-entry', '203.0.113.0/24')]);
    const second = await scene.asked([scene.route('add-route-entry', '198.51.100.0/24')]);
    const seen: string[] = [];
    await scene.run(first, {
      boundary: async (name) => {
        if (name === 'after tx enter') seen.push(await scene.run(second), await scene.run(second));
      },
    });
    expect(seen).toEqual(['waiting-for-lane', 'waiting-for-lane']);
    const { number } = await scene.change(first);
    expect(await scene.change(second)).toMatchObject({
      status: 'applying',
      outcome: { code: 'waiting-for-lane', params: { number } },
    });
    expect((await auditOf(second)).filter((row) => row.action === 'change.wait-for-lane')).toHaveLength(1);
    expect(await scene.run(second)).toBe('stale');
  });
});
