import type { Database, Tx } from './client';
import type { StatePart } from './estate-state';

/**
 * The parts of all sources as they stood at a past moment. Between two silences a part was read again and again; when exactly is
 * not kept, and the moment itself stands for it.
 */
export async function readPartsAt(db: Database | Tx, at: Date): Promise<readonly StatePart[]> {
  return db.$queryRaw<StatePart[]>`
    select s.id as "sourceId", s.key as source, s.interval_seconds as "intervalSeconds", s.removed_at as "removedAt", p.kind, p."within",
      least(p.observed_at, case when p.observed_at is not null then ${at}::timestamptz end) as "observedAt",
      coalesce(p.partly_at <= ${at}, false) as partly
    from (
      select source_id, kind, "within", began_at, observed_at, partly_at from collection_part
      union all
      select source_id, kind, "within", began_at, observed_at, partly_at from collection_part_span where ended_at > ${at}
    ) p join source s on s.id = p.source_id
    where p.began_at <= ${at}
    order by s.key, p.kind, p."within"`;
}
