import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Effect } from '@/domain/changes/effect';
import { Operation } from '@/domain/changes/operations';
import { createVpcConnector } from '@/server/connectors/vpc';
import type { Connector } from '@/server/connectors/types';
import { getChange } from '@/server/db/changes';
import { applyChange } from '@/server/use-cases/changes/apply-change';
import { approveChange } from '@/server/use-cases/changes/approve-change';
import { createDraft } from '@/server/use-cases/changes/create-draft';
import { submitChange } from '@/server/use-cases/changes/submit-change';
import type { Context } from '@/server/use-cases/context';
import { upsertSourcesFromFile } from '@/server/use-cases/sources/upsert-sources';
import { eventually, median, type Result, seconds, sleep, timed } from './measure';
import { type LabProgram, startLabProgram, startProgram } from './programs';
import { type BenchWorld, openWorld } from './world';

const RUNS = 4;
const STEPS = 4;
/** The lab's own: how long an entry stays Pending or Deleting. */
const ROUTE_SETTLES_MS = 1_500;
const GOAL = 1.15;

/** Two VBRs alike: the product writes to the first, the raw calls to the second. */
const OURS = { vbr: 'vbr-bp1hz', routeTable: 'vtb-bp1vbr', nextHop: 'ri-bp1vlan' };
const RAW = { vbr: 'vbr-bp1hz2', routeTable: 'vtb-bp1vbr2', nextHop: 'ri-bp1vlan2' };

const PREFIXES = Array.from({ length: STEPS }, (_none, at) => `172.28.${at}.0/24`);

/** A change of four routes, from accepted to done, against the same calls made raw, one after another. */
export async function benchApply(): Promise<Result> {
  const world = await openWorld();
  const lab = await startLabProgram('second-circuit', path.join(world.dataDir, 'lab'), world.ports[0] ?? 0);
  await upsertSourcesFromFile(world.system, path.join(world.dataDir, 'lab', 'sources.json'));
  const worker = await startProgram(['--import', 'tsx', 'server/workers/main.ts'], (line) => line.includes('"ready"'));
  try {
    const read = () => world.db.collectionRun.count({ where: { outcome: 'complete' } });
    await eventually(read, 60_000, 'the first reading');
    return await measure(world, lab);
  } finally {
    await worker.stop();
    await lab.stop();
    await world.close();
  }
}

async function measure(world: BenchWorld, lab: LabProgram): Promise<Result> {
  const engineer = await world.person('erin', 'engineer');
  const approver = await world.person('ada', 'approver');
  const connector = connectorOf(lab);
  const walls: number[] = [];
  const raws: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const kind = run % 2 === 0 ? 'add-route-entry' : 'remove-route-entry';
    raws.push(await timed(() => raw(connector, kind)));
    walls.push(await applied(engineer, approver, kind));
  }
  const ratio = median(walls) / median(raws);
  return {
    name: 'apply wall / raw calls',
    goal: `<= ${GOAL}`,
    result: ratio.toFixed(2),
    met: ratio <= GOAL,
    how: `${STEPS} route entries on one VBR, accepted to done (worker pick-up, take-off reading, journal, settling, proof): median ${seconds(median(walls))} of ${RUNS}; raw: one reading, then look, write, wait ${ROUTE_SETTLES_MS} ms, read back per entry, one reading: median ${seconds(median(raws))}`,
  };
}

function connectorOf({ endpoint, accessKeyId, accessKeySecret }: LabProgram): Connector {
  return createVpcConnector({
    system: 'vpc',
    endpoint,
    protocol: 'http',
    region: 'cn-hangzhou',
    accessKeyId,
    accessKeySecret,
    callsPerMinute: 3_000,
    fingerprint: () => 'not compared here',
  });
}

/** What nobody can do without: the calls, and the time the source takes. No journal, no audit, no polling in vain. */
async function raw(connector: Connector, kind: 'add-route-entry' | 'remove-route-entry'): Promise<void> {
  const router = { kind: 'vbr', key: RAW.vbr } as const;
  await connector.observe({ router });
  for (const prefix of PREFIXES) {
    const effect = {
      kind: kind === 'add-route-entry' ? 'create-route-entry' : 'delete-route-entry',
      router,
      routeTable: RAW.routeTable,
      prefix,
      nextHop: { kind: 'router-interface', key: RAW.nextHop },
    } as Effect;
    await connector.inspect(effect);
    await connector.perform(effect, { token: randomUUID(), deadlineMs: 10_000 });
    await sleep(ROUTE_SETTLES_MS);
    const isSo = async () => (await connector.inspect(effect)).kind === 'applied';
    await eventually(isSo, 10_000, `${kind} ${prefix}`, 10);
  }
  await connector.observe({ router });
}

async function applied(engineer: Context, approver: Context, kind: 'add-route-entry' | 'remove-route-entry') {
  const operations = PREFIXES.map((prefix) =>
    Operation.parse({
      kind,
      router: { kind: 'vbr', key: OURS.vbr },
      routeTable: OURS.routeTable,
      prefix,
      nextHop: { kind: 'router-interface', key: OURS.nextHop },
    }),
  );
  const { changeId } = await createDraft(engineer, { reason: 'to measure', operations });
  await submitChange(engineer, { changeId });
  const change = () => getChange(engineer.db, changeId);
  const settled = await eventually(async () => settledPlan(await change()), 60_000, 'the plan');
  await approveChange(approver, { changeId, planDigest: settled.digest });
  await applyChange(engineer, { changeId });
  const acceptedAt = Date.now();
  const wall = await timed(() => eventually(async () => hasEnded(await change()), 180_000, 'the change'));
  console.log(`  ${kind}: ${seconds(wall)} = ${await partsOf(engineer, changeId, acceptedAt)}`);
  return wall;
}

/** Where the time went, by the journal: what the steps have in common is their sum. */
async function partsOf({ db }: Context, changeId: string, acceptedAt: number): Promise<string> {
  const lines = await db.stepJournal.findMany({ where: { changeId }, orderBy: { id: 'asc' } });
  const between = (from: string, to: string) => {
    const at = (phase: string) => lines.filter((line) => line.phase === phase).map((line) => line.at.getTime());
    return at(to).reduce((sum, time, index) => sum + time - (at(from)[index] ?? time), 0);
  };
  const first = lines[0]?.at.getTime() ?? acceptedAt;
  const end = (await getChange(db, changeId)).endedAt?.getTime() ?? first;
  const last = lines.at(-1)?.at.getTime() ?? end;
  const calls = between('intent', 'outcome');
  const settling = between('outcome', 'settled');
  const parts = {
    'take-off': first - acceptedAt,
    calls,
    settling,
    between: last - first - calls - settling,
    proof: end - last,
  };
  return Object.entries(parts)
    .map(([name, ms]) => `${name} ${seconds(ms)}`)
    .join(', ');
}

type Watched = Awaited<ReturnType<typeof getChange>>;

function settledPlan({ status, plan, outcome }: Watched) {
  if (status === 'planning') return null;
  if (!plan) throw new Error(`no plan: ${JSON.stringify(outcome)}`);
  return plan;
}

/** A change that ends otherwise than done is no measurement. */
function hasEnded({ status, outcome }: Watched): boolean {
  if (status === 'done') return true;
  if (['applying', 'verifying'].includes(status)) return false;
  throw new Error(`the change is ${status}: ${JSON.stringify(outcome)}`);
}
