import { z } from 'zod';
import type { Estate } from '@/domain/estate/estate';
import type { PartFreshness } from '@/domain/estate/view';
import { DEFAULT_DOMAIN, type BlockRole, type LedgerBlock } from '@/domain/ledger/block';
import { ledgerOf, type Reservation } from '@/domain/ledger/blocks-of-estate';
import { capacitiesOf, forecast, type Capacity, type Forecast, type UsedAt } from '@/domain/ledger/capacity';
import { ledgerProblems, type LedgerProblem } from '@/domain/ledger/rules';
import { containsPrefix, parsePrefix } from '@/domain/net/prefix';
import type { Database, Tx } from '@/server/db/client';
import { listLedgerRows, type LedgerRow } from '@/server/db/ledger-blocks';
import { query } from '../command';
import { loadDeclared } from '../estate/declared-facts';
import { loadEstateView } from '../estate/load-estate';

export type CapacityReading = Capacity & { history: readonly UsedAt[]; forecast: Forecast };

export type Ledger = {
  revision: string;
  blocks: readonly LedgerBlock[];
  problems: readonly LedgerProblem[];
  capacities: readonly CapacityReading[];
  /** how fresh what is observed is: the stalest part that blocks are derived from */
  parts: readonly PartFreshness[];
};

/** The whole ledger: what the estate holds, what is reserved, what is wrong with it, and how long there will be room. */
export const readLedger = query({
  permission: 'estate:read',
  input: z.object({}),
  async run({ db, now }): Promise<Ledger> {
    const view = await loadEstateView(db, { now });
    const blocks = await loadBlocks(db, now, view.estate);
    const capacities = view.estate.clusters.flatMap(capacitiesOf);
    const starts = capacities.length > 0 ? await loadNodeStarts(db) : [];
    return {
      revision: view.revision,
      blocks,
      problems: ledgerProblems(blocks, view.estate),
      capacities: capacities.map((each) => {
        const history = weeksOf(starts, each, now);
        return { ...each, history, forecast: forecast(history, each.remaining, now.toISOString()) };
      }),
      parts: view.parts.filter(({ kind }) => SHOWING.has(kind)),
    };
  },
});

const SHOWING: ReadonlySet<string> = new Set(['vpc', 'v-switch', 'vbr', 'cluster', 'node', 'cluster-node']);

/** All blocks as they stand, for reading and for planning beside them. */
export async function loadBlocks(db: Database | Tx, now: Date, estate: Estate): Promise<LedgerBlock[]> {
  const [{ facts }, rows] = [await loadDeclared(db), await listLedgerRows(db, { now, state: 'reserved' })];
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

type NodeSpan = { cluster: string; podCidr: string; from: Date; to: Date | null };

/** When nodes had which podCIDR, from their versions. */
async function loadNodeStarts(db: Database): Promise<NodeSpan[]> {
  const rows = await db.$queryRaw<NodeSpan[]>`
    select attributes ->> 'cluster' as cluster, attributes ->> 'podCidr' as "podCidr", valid_from as "from", valid_to as "to"
    from resource_version where kind = 'node' and attributes ->> 'podCidr' is not null`;
  return rows;
}

const WEEK_MS = 7 * 86_400_000;
const WEEKS = 26;

/** Nodes of a range at the end of each week since the first was seen, the present one included. */
function weeksOf(spans: readonly NodeSpan[], { cluster, prefix }: Capacity, now: Date): UsedAt[] {
  const own = spans.filter((span) => span.cluster === cluster && containsPrefix(prefix, parsePrefix(span.podCidr)));
  if (own.length === 0) return [];
  const first = Math.min(...own.map((span) => span.from.getTime()));
  const weeks = Math.min(WEEKS, Math.floor((now.getTime() - first) / WEEK_MS));
  return Array.from({ length: weeks + 1 }, (_, back) => now.getTime() - (weeks - back) * WEEK_MS).map((at) => ({
    at: new Date(at).toISOString(),
    used: new Set(
      own
        .filter((span) => span.from.getTime() <= at && (span.to === null || span.to.getTime() > at))
        .map((span) => span.podCidr),
    ).size,
  }));
}
