import { isDeepStrictEqual } from 'node:util';
import type { Operation } from '@/domain/changes/operations';
import { judgeByTable } from '@/domain/changes/testing/judge';
import type { RunLimits } from '@/domain/changes/run';
import { RUN_LIMITS } from '@/domain/changes/run';
import { walkChain } from '@/server/db/audit-chain';
import { findLanes } from '@/server/db/lanes';
import type { RunEnd } from '../run/enter';
import type { RunPorts } from '../run/ports';
import { type ChangeWorld, Scene, seedOf, withoutPeer, withoutRoute } from './change-world';

/** The worker dies here. */
export class Crash extends Error {}

/**
 * Shorter patience on the way back, so that a source that refuses for good ends in a hold soon, and few looks at what settles:
 * to die before the third is no other death than before the second.
 */
export const QUICK: RunLimits = {
  ...RUN_LIMITS,
  revertRetryMs: 90_000,
  applyRetryMs: 40_000,
  proveEveryMs: 8_000,
  settleFirstPollMs: 1_500,
  settleClosePollMs: 1_500,
  settlePollMs: 4_000,
};

const EXTRA = '203.0.113.0/24';

/** What the scene is guarded by: flows that are gained, or a session that comes up. */
export type GuardedBy = 'flows' | 'session';

/**
 * A change with a create, which knows tokens, and a delete, which does not. `guard`: whether what is predicted comes true; a
 * session then takes its time to come up, so that a proof or two is not met yet.
 */
export async function aCrashScene(world: ChangeWorld, guard: 'holds' | 'fails', by: GuardedBy = 'session') {
  const estate = seedOf((each) => {
    if (by === 'flows') withoutRoute('10.0.0.0/16')(each);
    else withoutPeer(each);
    const nextHop = { kind: 'router-interface' as const, key: 'ri-bp1vlan' };
    each.vbrs[0]!.routeTable!.entries!.push({ prefix: EXTRA as never, nextHop, type: 'custom', status: 'available' });
  });
  const scene = new Scene(world, estate);
  scene.limits = QUICK;
  if (by === 'flows') judgeFlowsAs(scene, guard);
  else scene.router.farEndAnswers = guard === 'holds';
  const create = by === 'flows' ? scene.route('add-route-entry', '10.0.0.0/16') : scene.peer('add-bgp-peer');
  const operations: Operation[] = [create, scene.route('remove-route-entry', EXTRA)];
  const before = scene.router.contents();
  const changeId = await scene.asked(operations, { proveWithinSeconds: 20 });
  return { scene, changeId, before, by };
}

function judgeFlowsAs(scene: Scene, guard: 'holds' | 'fails'): void {
  const judge = judgeByTable();
  const asPredicted = judgeByTable({ 'cloud-to-edge': [], 'edge-to-cloud': [] });
  const never = judgeByTable({ 'cloud-to-edge': ['198.51.100.0/24'], 'edge-to-cloud': ['198.51.100.0/24'] });
  // Only the proof asks for named flows; the planner asks for all.
  scene.judge = (view, options) =>
    options?.only ? (guard === 'holds' ? asPredicted : never)(view, options) : judge(view);
}
export type CrashScene = Awaited<ReturnType<typeof aCrashScene>>;

/** The end of a world of accidents: none of them may have touched the record. */
export async function closeIntact(world: ChangeWorld): Promise<void> {
  const { fault } = await walkChain(world.db);
  await world.close();
  if (fault) throw new Error(`the audit chain is broken at ${fault.seq}: ${fault.reason}`);
}

/** How many boundaries the scene passes when nothing goes wrong. */
export async function countBoundaries(world: ChangeWorld, guard: 'holds' | 'fails'): Promise<number> {
  const { scene, changeId } = await aCrashScene(world, guard);
  await scene.run(changeId);
  return scene.boundaries;
}

/** A worker that dies when it reaches its k-th boundary. */
export function dyingAt(k: number): Pick<RunPorts, 'boundary'> {
  let passed = 0;
  return {
    boundary: (name) => {
      passed += 1;
      return passed === k ? Promise.reject(new Crash(name)) : Promise.resolve();
    },
  };
}

/** A worker that falls asleep at its k-th boundary until it is woken. */
export function sleepingAt(k: number) {
  let passed = 0;
  let fallAsleep = () => {};
  let wake = () => {};
  const asleep = new Promise<void>((resolve) => (fallAsleep = resolve));
  const woken = new Promise<void>((resolve) => (wake = resolve));
  const boundary = async () => {
    passed += 1;
    if (passed !== k) return;
    fallAsleep();
    await woken;
  };
  return { boundary, asleep, wake };
}

const ENDS: readonly RunEnd[] = ['done', 'reverted', 'held'];

/** How the next worker gets at the lanes of one that does not answer. */
export type Succession =
  /** nobody knows what became of it, so its lease has to run out */
  | 'lease over'
  /** its supervisor believes that it is gone, rightly or not, and has started another in its place */
  | 'said dead';

/** Lets new workers come until the change has ended. */
export async function takeOver({ scene, changeId }: CrashScene, succession: Succession): Promise<RunEnd> {
  for (let tries = 0; tries < 6; tries += 1) {
    if (succession === 'lease over') scene.clock.advance(scene.limits.leaseMs + 1_000);
    else await scene.succeed();
    const end = await scene.run(changeId);
    if (ENDS.includes(end)) return end;
    const { status } = await scene.change(changeId);
    if (status === 'done' || status === 'reverted' || status === 'held') return status;
    // Refused or stale: nothing had been written, and people may ask again. That is an end of this run as well.
    if (end === 'refused' || end === 'stale') return end;
  }
  throw new Error('the change did not come to an end');
}

/** Everything a change has left behind, to see that a zombie adds nothing. */
export async function traces({ scene, changeId }: CrashScene) {
  const { db } = scene.world;
  const where = { changeId };
  return {
    change: await scene.change(changeId),
    journal: await db.stepJournal.count({ where }),
    proofs: await db.proof.count({ where }),
    audit: await db.auditEntry.count({ where }),
    lanes: await findLanes(db, changeId),
    happened: scene.router.happened.length,
    performed: scene.router.performed,
    contents: scene.router.contents(),
  };
}

/** What must be true of every change after every accident. Returns what is not. */
export async function violations(crashed: CrashScene): Promise<readonly string[]> {
  const { scene, changeId, before } = crashed;
  const { change, lanes, contents } = await traces(crashed);
  const found: string[] = [];
  if (!['done', 'reverted', 'held'].includes(change.status)) found.push(`ended ${change.status}`);
  if (change.status === 'held' ? lanes.length !== 1 : lanes.length !== 0)
    found.push(`${change.status} with ${lanes.length} lanes`);
  if (change.status === 'reverted' && !isDeepStrictEqual(contents, before)) found.push('reverted, and not as before');
  if (change.status === 'done' && !isDone(crashed, contents)) found.push('done, and not as planned');
  const { happened } = scene.router;
  const texts = happened.map((each) => JSON.stringify(each.effect));
  if (new Set(texts).size !== texts.length) found.push(`doubled effects: ${texts.join(' ')}`);
  const rows = await scene.world.db.auditEntry.findMany({ where: { changeId, action: { startsWith: 'step.' } } });
  for (const { effect } of happened) {
    const of = rows.filter((row) =>
      isDeepStrictEqual((row.detail as { effect: unknown }).effect, JSON.parse(JSON.stringify(effect))),
    );
    const done = of.filter((row) => row.result === 'done').length;
    if (change.status === 'held' ? of.length === 0 : done !== 1) found.push(`${done} audit rows of ${effect.kind}`);
  }
  return found;
}

function isDone({ scene, by }: CrashScene, contents: readonly string[]): boolean {
  const created = by === 'flows' ? `${scene.vbr.routeTable!.key} 10.0.0.0/16 ri-bp1vlan` : 'bgpg-bp1hz 169.254.10.2';
  return contents.includes(`${created} available`) && !contents.some((row) => row.includes(EXTRA));
}
