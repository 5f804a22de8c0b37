import type { Estate } from '@/domain/estate/estate';
import type { EstateView } from '@/domain/estate/view';
import { DEFAULT_DOMAIN, type BlockRole, type LedgerBlock } from '@/domain/ledger/block';
import { ledgerOf, type Reservation } from '@/domain/ledger/blocks-of-estate';
import { capacitiesOf, forecast, type Capacity, type Forecast, type UsedAt } from '@/domain/ledger/capacity';
import { readyLedger, type ReadyLedger } from '@/domain/ledger/ready-ledger';
import { ledgerProblems, type LedgerProblem } from '@/domain/ledger/rules';
import { Remembered } from '@/domain/memo';
import { containsPrefix, parsePrefix, type Prefix } from '@/domain/net/prefix';
import type { Database, Tx } from '@/server/db/client';
import { listLedgerRows, type LedgerRow } from '@/server/db/ledger-blocks';
import { loadDeclared } from '../estate/declared-facts';
import { loadEstateView } from '../estate/load-estate';
import { loadJudgedEstate } from '../topology/judged-estate';

export type CapacityReading = Capacity & { forecast: Forecast };

/** The ledger worked out for one state of the estate: its blocks, ready to be asked, and what follows from them. */
export type WholeLedger = {
  view: EstateView;
  blocks: readonly LedgerBlock[];
  ready: ReadyLedger;
  problems: readonly LedgerProblem[];
  capacities: readonly CapacityReading[];
};

/** `at`: what was known at a past moment, and not what was only found later. */
type Moment = { now: Date; at?: Date };

/** What the estate holds, what is reserved, what is wrong with it, and how long there will be room; kept while nothing moves. */
export async function loadLedger(db: Database, moment: Moment): Promise<WholeLedger> {
  // A past moment is kept with all that is asked about it; of the present only the estate is needed.
  const view = moment.at ? (await loadJudgedEstate(db, moment)).view : await loadEstateView(db, moment);
  const reserved = await listLedgerRows(db, { ...moment, state: 'reserved' });
  // Whoever looks at the ledger of one state of the estate on one day sees the same.
  const day = Math.floor((moment.at ?? moment.now).getTime() / DAY_MS);
  const grounds = [day, JSON.stringify(reserved)];
  const kept = known.find(view.estate, (rests) => rests.every((each, index) => each === grounds[index]));
  return { view, ...(kept ?? known.keep(view.estate, grounds, await workedOut(db, moment, view.estate))) };
}

const DAY_MS = 86_400_000;
type WorkedOut = Omit<WholeLedger, 'view'>;
const known = new Remembered<Estate, WorkedOut>(2);

async function workedOut(db: Database, moment: Moment, estate: Estate): Promise<WorkedOut> {
  const blocks = await loadBlocks(db, moment, estate);
  const asOf = moment.at ?? moment.now;
  const capacities = estate.clusters.flatMap(capacitiesOf);
  const spans = capacities.length > 0 ? await loadNodeSpans(db) : new Map<string, NodeSpan[]>();
  return {
    blocks,
    ready: readyLedger(blocks),
    problems: ledgerProblems(blocks, estate),
    capacities: capacities.map((each) => {
      const history = weeksOf(spans.get(each.cluster) ?? [], each, asOf);
      return { ...each, forecast: forecast(history, each.remaining, asOf.toISOString()) };
    }),
  };
}

/** All blocks as they stand, or stood, for reading and for planning beside them. */
export async function loadBlocks(db: Database | Tx, moment: Moment, estate: Estate): Promise<LedgerBlock[]> {
  const { facts } = await loadDeclared(db, moment.at);
  const rows = await listLedgerRows(db, { ...moment, state: 'reserved' });
  return ledgerOf(estate, facts, rows.map(reservationOf));
}

export function reservationOf(row: LedgerRow): Reservation {
  return {
    id: row.id,
    routingDomain: row.routingDomain || DEFAULT_DOMAIN,
    level: row.level,
    prefix: parsePrefix(row.prefix),
    role: row.role as BlockRole,
    createdAt: row.createdAt.toISOString(),
    ...(row.siteKey === null ? {} : { site: row.siteKey }),
    ...(row.note === null ? {} : { note: row.note }),
    ...(row.createdBy === null ? {} : { createdBy: row.createdBy }),
    ...(row.expiresAt === null ? {} : { expiresAt: row.expiresAt.toISOString() }),
  };
}

type NodeSpan = { podCidr: Prefix; from: number; to: number };

/** When nodes had which podCIDR, from their versions, by cluster. Read once for all ranges: there may be very many of both. */
async function loadNodeSpans(db: Database): Promise<Map<string, NodeSpan[]>> {
  const rows = await db.$queryRaw<{ cluster: string; podCidr: string; from: Date; to: Date | null }[]>`
    select attributes ->> 'cluster' as cluster, attributes ->> 'podCidr' as "podCidr", valid_from as "from", valid_to as "to"
    from resource_version where kind = 'node' and attributes ->> 'podCidr' is not null`;
  const byCluster = new Map<string, NodeSpan[]>();
  for (const { cluster, podCidr, from, to } of rows) {
    const span = { podCidr: parsePrefix(podCidr), from: from.getTime(), to: to?.getTime() ?? Number.POSITIVE_INFINITY };
    const own = byCluster.get(cluster);
    if (own) own.push(span);
    else byCluster.set(cluster, [span]);
  }
  return byCluster;
}

const WEEK_MS = 7 * DAY_MS;
const WEEKS = 26;

/** Nodes of a range at the end of each week since the first was seen, the present one included. */
function weeksOf(spans: readonly NodeSpan[], { prefix }: Capacity, now: Date): UsedAt[] {
  const own = spans.filter((span) => containsPrefix(prefix, span.podCidr));
  if (own.length === 0) return [];
  const first = own.reduce((earliest, { from }) => Math.min(earliest, from), Number.POSITIVE_INFINITY);
  const weeks = Math.min(WEEKS, Math.floor((now.getTime() - first) / WEEK_MS));
  return Array.from({ length: weeks + 1 }, (_, back) => now.getTime() - (weeks - back) * WEEK_MS).map((at) => ({
    at: new Date(at).toISOString(),
    used: new Set(own.filter(({ from, to }) => from <= at && to > at).map(({ podCidr }) => podCidr)).size,
  }));
}
