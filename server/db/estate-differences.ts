import { Prisma } from '@/generated/prisma/client';
import type { Database } from './client';

/** How one object stands at the end of a stretch of time against its beginning; `passing` came and went in between. */
export const DIFFERENCES = ['added', 'removed', 'changed', 'passing'] as const;
export type EstateDifference = (typeof DIFFERENCES)[number];

/** What reservations of address blocks are called among the kinds; their keys are a routing domain and a prefix. */
export const RESERVATION = 'reservation';

/**
 * `source` is its key; null: declared or reserved by people, and `kind` is a section of the estate file or `RESERVATION`. `at` is
 * the last move.
 */
export type DifferenceRow = {
  sourceId: string | null;
  source: string | null;
  kind: string;
  key: string;
  difference: EstateDifference;
  at: Date;
};

export type Stretch = { from: Date; to: Date };

/** One row for everything of which a version began or ended in the stretch, whatever it holds. */
function moved({ from, to }: Stretch): Prisma.Sql {
  const began = Prisma.sql`valid_from > ${from} and valid_from <= ${to}`;
  const ended = Prisma.sql`valid_to > ${from} and valid_to <= ${to}`;
  const facts = Prisma.sql`
    bool_or(valid_from <= ${from} and (valid_to is null or valid_to > ${from})) as before,
    bool_or(valid_from <= ${to} and (valid_to is null or valid_to > ${to})) as after,
    greatest(max(valid_from) filter (where ${began}), max(valid_to) filter (where ${ended})) as at`;
  return Prisma.sql`
    select "sourceId", source, kind, key, at,
      case when before and after then 'changed' when after then 'added' when before then 'removed' else 'passing' end as difference
    from (
      select v.source_id::text as "sourceId", s.key as source, v.kind, v.key, ${facts}
      from resource_version v join source s on s.id = v.source_id
      where (${began}) or (${ended}) group by v.source_id, s.key, v.kind, v.key
      union all
      select null, null, section, key, ${facts}
      from declared_version where (${began}) or (${ended}) group by section, key
      union all
      select null, null, ${RESERVATION}, routing_domain || '|' || prefix::text, ${facts}
      from (
        select routing_domain, prefix, created_at as valid_from, least(released_at, expires_at) as valid_to
        from ledger_block where state = 'reserved'
      ) as reserved where (${began}) or (${ended}) group by routing_domain, prefix
    ) as each_object`;
}

/** How many of each kind moved in which way, most first. */
export function countDifferences(
  db: Database,
  stretch: Stretch,
): Promise<{ kind: string; difference: EstateDifference; count: number }[]> {
  return db.$queryRaw`
    select kind, difference, count(*)::int as count from (${moved(stretch)}) as moved
    group by kind, difference order by count(*) desc, kind, difference`;
}

/** Some of them, the latest first. */
export function findDifferences(
  db: Database,
  stretch: Stretch,
  { kind, difference, skip, take }: { kind?: string; difference?: EstateDifference; skip: number; take: number },
): Promise<DifferenceRow[]> {
  const ofKind = kind === undefined ? Prisma.sql`true` : Prisma.sql`kind = ${kind}`;
  const ofDifference = difference === undefined ? Prisma.sql`true` : Prisma.sql`difference = ${difference}`;
  return db.$queryRaw`
    select * from (${moved(stretch)}) as moved where ${ofKind} and ${ofDifference}
    order by at desc, kind, key, source nulls first offset ${skip} limit ${take}`;
}

/** Who reserved blocks that are held at a moment, by key. */
export async function reservedBy(
  db: Database,
  keys: readonly string[],
  at: Date,
): Promise<ReadonlyMap<string, string>> {
  if (keys.length === 0) return new Map();
  const rows = await db.$queryRaw<{ key: string; by: string }[]>`
    select routing_domain || '|' || prefix::text as key, created_by as by from ledger_block
    where state = 'reserved' and created_by is not null and created_at <= ${at}
      and coalesce(least(released_at, expires_at) > ${at}, true)
      and routing_domain || '|' || prefix::text = any(${[...keys]}::text[])`;
  return new Map(rows.map(({ key, by }) => [key, by]));
}
