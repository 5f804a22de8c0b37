import { randomUUID } from 'node:crypto';
import type { Actor, Role } from '@/domain/access';
import type { GuardSpec } from '@/domain/changes/change';
import type { Operation } from '@/domain/changes/operations';
import type { CheckEstate, JudgeFlows } from '@/domain/changes/plan';
import { RUN_LIMITS, type RunLimits } from '@/domain/changes/run';
import { findFindings } from '@/domain/checks';
import { Estate } from '@/domain/estate/estate';
import type { EstateView, PartFreshness } from '@/domain/estate/view';
import { judgeFlows } from '@/domain/routing/answers/judge';
import { seedFigure } from '@/domain/testing/seed-figure';
import { getChange } from '@/server/db/changes';
import { createTestWorld, type TestWorld } from '@/server/testing/context';
import { applyChange } from '../apply-change';
import { approveChange } from '../approve-change';
import type { Context } from '../../context';
import { createDraft } from '../create-draft';
import { planChange } from '../plan-change';
import type { RunEnd } from '../run/enter';
import type { Reading, RunPorts } from '../run/ports';
import { runChange } from '../run/run-change';
import { submitChange } from '../submit-change';
import { succeedFormerWorker } from '../succeed-former-worker';
import { VirtualClock } from './clock';
import { FakeRouter } from './fake-router';

export type ChangeWorld = TestWorld & {
  /** a person of the database, with rights since long ago */
  person(id: string, roles: readonly Role[]): Promise<Context>;
  erin: Context;
  ada: Context;
};

/** A database with an engineer and an approver in it. */
export async function createChangeWorld(): Promise<ChangeWorld> {
  const world = await createTestWorld();
  const person = async (id: string, roles: readonly Role[]): Promise<Context> => {
    const grantedAt = new Date('2026-01-01T00:00:00.000Z');
    const grants = roles.map((role) => ({ id: randomUUID(), role, grantedAt }));
    const email = `${id}@example.net`;
    await world.db.user.create({
      data: { id, name: id, email, person: { create: { grants: { create: grants } } } },
    });
    const actor: Actor = {
      kind: 'person',
      id,
      name: id,
      email,
      via: 'session',
      grants: roles.map((role) => ({ role, grantedAt: grantedAt.toISOString() })),
    };
    return { ...world.asJob(), actor };
  };
  return { ...world, person, erin: await person('erin', ['engineer']), ada: await person('ada', ['approver']) };
}

let scenes = 0;

/** The seed figure under names of its own, so that scenes do not meet in one lane. */
export function seedOf(edit: (estate: Estate) => void = () => {}): Estate {
  scenes += 1;
  const text = JSON.stringify(seedFigure())
    .replaceAll('vbr-bp1hz', `vbr-${scenes}`)
    .replaceAll('vtb-bp1vbr', `vtb-${scenes}`);
  const estate = Estate.parse(JSON.parse(text));
  edit(estate);
  return estate;
}

export const withoutRoute = (prefix: string) => (estate: Estate) => {
  const table = estate.vbrs[0]!.routeTable!;
  table.entries = table.entries!.filter((entry) => entry.prefix !== prefix);
};

/** The edge routed by hand, so that no flow hangs on a session, and the link without its peer. */
export function withoutPeer(estate: Estate): void {
  for (const entry of estate.vbrs[0]!.routeTable!.entries!) entry.type = 'custom';
  estate.vbrs[0]!.bgpGroups![0]!.peers = [];
}

/** One router, its clock, and a change on it. */
export class Scene {
  readonly clock: VirtualClock;
  readonly router: FakeRouter;
  judge: JudgeFlows = judgeFlows;
  check: CheckEstate = (view, verdicts) => findFindings(view, this.clock.now().toISOString(), verdicts);
  limits: RunLimits = RUN_LIMITS;
  readings: Reading[] = [];
  parts: PartFreshness[] = [];
  readOnly = false;
  boundaries = 0;
  private workers = 0;
  /** one process at a time is started in it, as far as its supervisor knows */
  private readonly slot = `scene-${scenes}`;

  constructor(
    readonly world: ChangeWorld,
    estate: Estate = seedOf(withoutRoute('10.0.0.0/16')),
  ) {
    this.clock = new VirtualClock(world);
    this.router = new FakeRouter(estate, this.clock);
  }

  get vbr() {
    return this.router.estate.vbrs[0]!;
  }

  route(kind: 'add-route-entry' | 'remove-route-entry', prefix: string, nextHop = 'ri-bp1vlan'): Operation {
    const router = { kind: 'vbr', key: this.vbr.key } as const;
    const hop = { kind: 'router-interface', key: nextHop } as const;
    return { kind, router, routeTable: this.vbr.routeTable!.key, prefix: prefix as never, nextHop: hop };
  }

  move(prefix: string, from: string, to: string): Operation {
    const [nextHop, newNextHop] = [from, to].map((key) => ({ kind: 'router-interface', key }) as const);
    return { ...this.route('remove-route-entry', prefix), kind: 'move-route-entry', nextHop, newNextHop } as Operation;
  }

  /** A session with the far end of the scene's own link, in the only group of its VBR. */
  peer(kind: 'add-bgp-peer' | 'remove-bgp-peer'): Operation {
    const peer = { vbr: this.vbr.key, group: 'bgpg-bp1hz', address: '169.254.10.2' as never };
    return kind === 'add-bgp-peer' ? { kind, ...peer, bfd: { enabled: true, hops: 1 } } : { kind, ...peer };
  }

  view = (): EstateView => ({
    estate: this.router.seen(),
    parts: this.parts,
    revision: `${this.clock.now().getTime()}`,
  });

  /** Written, planned and approved by two people. */
  async approved(operations: readonly Operation[], guard: Partial<GuardSpec> = {}): Promise<string> {
    const { changeId } = await this.planned(operations, guard);
    const { plan } = await getChange(this.world.db, changeId);
    await approveChange(this.world.ada, { changeId, planDigest: plan!.digest });
    return changeId;
  }

  async planned(operations: readonly Operation[], guard: Partial<GuardSpec> = {}): Promise<{ changeId: string }> {
    const { changeId } = await createDraft(this.world.erin, {
      reason: 'because of a test',
      operations: [...operations],
      guard,
    });
    await submitChange(this.world.erin, { changeId });
    await planChange(this.world.asJob('plan-change'), { changeId }, () => Promise.resolve(this.view()), this);
    return { changeId };
  }

  /** The same, and asked for. */
  async asked(operations: readonly Operation[], guard: Partial<GuardSpec> = {}): Promise<string> {
    const changeId = await this.approved(operations, guard);
    await applyChange(this.world.erin, { changeId });
    return changeId;
  }

  ports(more: Partial<RunPorts> = {}): RunPorts {
    return {
      db: this.world.db,
      limits: this.limits,
      now: () => Promise.resolve(this.clock.now()),
      newId: randomUUID,
      sleep: this.clock.sleep,
      every: () => () => Promise.resolve(),
      connectorOf: () => Promise.resolve({ connector: this.router, source: { key: 'lab', readOnly: this.readOnly } }),
      observe: () => {
        this.clock.advance(100);
        return Promise.resolve(this.readings.shift() ?? { ok: true });
      },
      loadView: () => Promise.resolve(this.view()),
      judge: this.judge,
      check: this.check,
      boundary: () => {
        this.boundaries += 1;
        return Promise.resolve();
      },
      ...more,
    };
  }

  run(changeId: string, more: Partial<RunPorts> = {}): Promise<RunEnd> {
    this.workers += 1;
    return runChange(this.ports(more), { changeId, workerId: `${this.slot}:${this.workers}` });
  }

  /** What the next worker does before anything else. */
  succeed() {
    const workerId = `${this.slot}:${this.workers + 1}`;
    return succeedFormerWorker(this.world.asJob(), { workerId }, () => Promise.resolve(this.clock.now()));
  }

  change = (changeId: string) => getChange(this.world.db, changeId);
}
