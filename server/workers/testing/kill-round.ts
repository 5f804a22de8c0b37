import type { Change } from '@/domain/changes/change';
import { DomainError } from '@/domain/errors';
import { ObservedSession } from '@/domain/estate/bgp';
import { getChange } from '@/server/db/changes';
import { listJournal } from '@/server/db/journal';
import { applyChange } from '@/server/use-cases/changes/apply-change';
import { approveChange } from '@/server/use-cases/changes/approve-change';
import { createDraft } from '@/server/use-cases/changes/create-draft';
import { requestRevert } from '@/server/use-cases/changes/request-run';
import { submitChange } from '@/server/use-cases/changes/submit-change';
import { asSystem } from '@/server/use-cases/context';
import { collectRouter } from '@/server/use-cases/sources/collect';
import type { VbrKeys } from './kill-estate';
import { type KillScript, scriptOf } from './kill-script';
import type { KillWorld } from './kill-world';
import type { Killer } from './killer';
import type { Happened } from './wire-tap';

/** What is left of a round when it has come to rest. */
export type Round = {
  number: number;
  vbr: VbrKeys;
  script: KillScript;
  change: Change;
  effects: readonly Happened[];
  /** rows of the router, before and after */
  before: readonly string[];
  after: readonly string[];
};

/** Also on a machine that has other work to do. */
const REST_WITHIN_MS = 300_000;
const TAKE_OFFS = 4;

/** One change from draft to its end, with workers dying under it. */
export async function playRound(world: KillWorld, killer: Killer, number: number, vbr: VbrKeys): Promise<Round> {
  await untilSessionsAreSeen(world, vbr);
  const script = scriptOf(number, vbr, world.lab);
  const before = contentsOf(world, vbr);
  const changeId = await approvedChange(world, vbr, script);
  world.lab.lab.faults.add({ rules: [...script.faults] });
  const { effects, disarm } = killer.arm({ lane: vbr.lane, router: vbr.key }, script.moments);
  try {
    const change = await untilItRests(world, changeId, script);
    return { number, vbr, script, change, effects, before, after: contentsOf(world, vbr) };
  } finally {
    disarm();
  }
}

/**
 * A peer that the round before put back gets its session a while later. A plan made before that was read would be stale by then,
 * as it should, and this is not what is tested here.
 */
async function untilSessionsAreSeen(world: KillWorld, { key }: VbrKeys): Promise<void> {
  const { db, now, newId } = world.engineer;
  for (const end = Date.now() + REST_WITHIN_MS; ;) {
    await collectRouter(asSystem({ db, now, newId }, 'setup'), { kind: 'vbr', key });
    const rows = await db.resourceVersion.findMany({ where: { kind: 'bgp-peer', within: key, validTo: null } });
    const states = rows.map(({ attributes }) =>
      ObservedSession.safeParse((attributes as { observed?: unknown }).observed),
    );
    if (states.every(({ data }) => data?.sessionState === 'established')) return;
    if (Date.now() > end) throw new Error(`the sessions of ${key} stay down: ${JSON.stringify(rows)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function approvedChange(world: KillWorld, vbr: VbrKeys, { operations }: KillScript): Promise<string> {
  const { changeId } = await createDraft(world.engineer, {
    reason: 'workers die',
    operations: [...operations],
    // The VBR announces nothing to the session that comes and goes.
    guard: { accepted: [{ kind: 'new-finding', key: `bgp-network-missing|vbr|${vbr.key}|192.168.0.0/16|` }] },
  });
  await submitChange(world.engineer, { changeId });
  const planned = await until(world, changeId, ({ status }) => status !== 'planning');
  if (!planned.plan) throw new Error(`no plan: ${JSON.stringify(planned.outcome)}`);
  await approveChange(world.approver, { changeId, planDigest: planned.plan.digest });
  return changeId;
}

/** A take-off that was refused (the ground could not be read, or it was called back too early) wrote nothing, and is asked for again. */
async function untilItRests(world: KillWorld, changeId: string, script: KillScript): Promise<Change> {
  for (let takeOff = 1; ; takeOff += 1) {
    await applyChange(world.engineer, { changeId });
    const isRecalled = script.course === 'recalled' && takeOff === 1;
    const recalled = isRecalled ? recall(world, changeId, script.recallAfterMs) : Promise.resolve();
    const change = await until(world, changeId, ({ status }) => !MOVING.includes(status));
    await recalled;
    if (change.status !== 'approved' || takeOff === TAKE_OFFS) return change;
  }
}

const MOVING: readonly Change['status'][] = ['applying', 'verifying', 'reverting'];

/** A change that has ended meanwhile cannot be called back, which is not what is tested here. */
async function recall(world: KillWorld, changeId: string, afterMs: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  await requestRevert(world.engineer, { changeId }).catch((error: unknown) => {
    if (!(error instanceof DomainError)) throw error;
  });
}

async function until(world: KillWorld, changeId: string, isSo: (change: Change) => boolean): Promise<Change> {
  const end = Date.now() + REST_WITHIN_MS;
  for (;;) {
    const change = await getChange(world.db, changeId);
    if (isSo(change)) return change;
    if (Date.now() > end) throw new Error(`still ${change.status} after a long time:\n${await storyOf(world, change)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What is known of a change that does not come to rest. */
async function storyOf({ db }: KillWorld, { id, plan, ...change }: Change): Promise<string> {
  const journal = plan ? await listJournal(db, plan.id) : [];
  const lanes = await db.lane.findMany();
  const others = await db.change.findMany({ select: { number: true, status: true, outcome: true } });
  const runs = await db.collectionRun.findMany({ orderBy: { number: 'desc' }, take: 10 });
  const audit = await db.auditEntry.findMany({ where: { changeId: id }, orderBy: { seq: 'asc' } });
  const told = audit.map(({ at, action, result, detail }) => ({ at, action, result, detail }));
  const print = (value: unknown) =>
    JSON.stringify(value, (_key, each) => (typeof each === 'bigint' ? `${each}` : each));
  return [{ change }, ...lanes, ...others, ...journal, ...told, ...runs].map(print).join('\n');
}

/** What the lab holds of a router, in words that effects use. */
function contentsOf({ lab }: KillWorld, vbr: VbrKeys): readonly string[] {
  const { tables, peers } = lab.state;
  const routes = tables.find((table) => table.id === vbr.routeTable)?.routes ?? [];
  const rows = [
    ...routes.map(({ prefix, status }) => ({ what: prefix, status })),
    ...peers.filter((peer) => peer.vbr === vbr.key).map(({ address, status }) => ({ what: address, status })),
  ];
  return rows.map(({ what, status }) => (status === 'Available' ? what : `${what} ${status}`)).sort();
}
