import { Prisma } from '@/generated/prisma/client';
import type { Database } from './client';

/** What rows of the audit are asked for. Members of one list are alternatives, lists narrow each other. */
export type AuditFilter = {
  changeId?: string;
  /** ids of people; for others their kind and name: `system:collect-source` */
  actors?: readonly string[];
  actorKinds?: readonly string[];
  actions?: readonly string[];
  results?: readonly string[];
  objects?: readonly string[];
  from?: Date;
  to?: Date;
  text?: string;
};

export type AuditRow = {
  seq: bigint;
  at: Date;
  actorKind: string;
  actorId: string | null;
  actorName: string;
  action: string;
  result: string;
  objects: string[];
  changeId: string | null;
  changeNumber: number | null;
  planId: string | null;
  approvalId: string | null;
  stepIndex: number | null;
  requestId: string | null;
  before: unknown;
  after: unknown;
  detail: unknown;
  prevHash: string;
  hash: string;
};

const COLUMNS = Prisma.sql`audit.seq, audit.at, audit.actor_kind as "actorKind", audit.actor_id as "actorId",
  audit.actor_name as "actorName", audit.action, audit.result, audit.objects, audit.change_id as "changeId",
  change.number as "changeNumber", audit.plan_id as "planId", audit.approval_id as "approvalId",
  audit.step_index as "stepIndex", audit.request_id as "requestId", audit.before, audit.after, audit.detail,
  audit.prev_hash as "prevHash", audit.hash`;

const FROM = Prisma.sql`audit_entry audit left join change on change.id = audit.change_id`;

/** Counting and grouping look at so many of the latest rows that match; a narrower filter reaches further back. */
export const SCANNED = 20_000;

function conditionsOf(filter: AuditFilter): Prisma.Sql {
  const { changeId, actors, actorKinds, actions, results, objects, from, to, text } = filter;
  const all: Prisma.Sql[] = [Prisma.sql`true`];
  if (changeId) all.push(Prisma.sql`audit.change_id = ${changeId}::uuid`);
  if (actors?.length) {
    all.push(Prisma.sql`(audit.actor_id = any(${[...actors]}::text[])
      or (audit.actor_id is null and audit.actor_kind || ':' || audit.actor_name = any(${[...actors]}::text[])))`);
  }
  if (actorKinds?.length) all.push(Prisma.sql`audit.actor_kind = any(${[...actorKinds]}::text[])`);
  if (actions?.length) all.push(Prisma.sql`audit.action = any(${[...actions]}::text[])`);
  if (results?.length) all.push(Prisma.sql`audit.result = any(${[...results]}::text[])`);
  if (objects?.length) all.push(Prisma.sql`audit.objects && ${[...objects]}::text[]`);
  if (from) all.push(Prisma.sql`audit.at >= ${from}`);
  if (to) all.push(Prisma.sql`audit.at < ${to}`);
  for (const word of (text ?? '').split(/\s+/).filter(Boolean)) {
    // Every word anywhere: in names, objects, request ids and what was written.
    const like = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
    all.push(Prisma.sql`(audit.action ilike ${like} or audit.actor_name ilike ${like} or audit.request_id ilike ${like}
      or array_to_string(audit.objects, ' ') ilike ${like} or change.reason ilike ${like} or change.ticket ilike ${like}
      or 'CHG-' || change.number ilike ${like} or audit.detail::text ilike ${like} or audit.after::text ilike ${like})`);
  }
  return Prisma.join(all, ' and ');
}

/** Rows below a sequence number, the latest first. */
export function searchAudit(
  db: Database,
  filter: AuditFilter,
  page: { below?: bigint; limit: number },
): Promise<AuditRow[]> {
  const below = page.below === undefined ? Prisma.empty : Prisma.sql`and audit.seq < ${page.below}`;
  return db.$queryRaw<AuditRow[]>`
    select ${COLUMNS} from ${FROM} where ${conditionsOf(filter)} ${below} order by audit.seq desc limit ${page.limit}`;
}

/** Rows above a sequence number, the earliest first: how an export walks. */
export function walkAudit(db: Database, filter: AuditFilter, above: bigint, limit: number): Promise<AuditRow[]> {
  return db.$queryRaw<AuditRow[]>`
    select ${COLUMNS} from ${FROM} where ${conditionsOf(filter)} and audit.seq > ${above}
    order by audit.seq asc limit ${limit}`;
}

export type AuditGroupRow = {
  changeId: string | null;
  lastSeq: bigint;
  firstSeq: bigint;
  firstAt: Date;
  lastAt: Date;
  entries: number;
};

/** Rows of one change together, others alone, by their latest row. */
export function groupAudit(
  db: Database,
  filter: AuditFilter,
  page: { below?: bigint; limit: number },
): Promise<AuditGroupRow[]> {
  const below = page.below === undefined ? Prisma.empty : Prisma.sql`having max(seq) < ${page.below}`;
  return db.$queryRaw<AuditGroupRow[]>`
    with matched as (
      select audit.seq, audit.at, audit.change_id from ${FROM} where ${conditionsOf(filter)}
      order by audit.seq desc limit ${SCANNED}
    )
    select change_id as "changeId", max(seq) as "lastSeq", min(seq) as "firstSeq", min(at) as "firstAt",
      max(at) as "lastAt", count(*)::int as entries
    from matched group by change_id, case when change_id is null then seq end ${below}
    order by max(seq) desc limit ${page.limit}`;
}

export type AuditFacetRow = {
  facet: 'action' | 'result' | 'actor' | 'object';
  value: string;
  label: string;
  count: number;
};

/** How many of the matching rows have which action, result, actor and object; the most frequent of each. */
export function countAudit(db: Database, filter: AuditFilter): Promise<AuditFacetRow[]> {
  return db.$queryRaw<AuditFacetRow[]>`
    with matched as (
      select audit.* from ${FROM} where ${conditionsOf(filter)} order by audit.seq desc limit ${SCANNED}
    ), counted as (
      select 'result' as facet, result as value, result as label, count(*)::int from matched group by result
      union all select 'action', action, action, count(*)::int from matched group by action
      union all select 'actor', coalesce(actor_id, actor_kind || ':' || actor_name), max(actor_name), count(*)::int
        from matched group by coalesce(actor_id, actor_kind || ':' || actor_name)
      union all select 'object', object, object, count(*)::int from matched, unnest(objects) as object group by object
    ), ranked as (
      select *, row_number() over (partition by facet order by count desc, value) as place from counted
    )
    select facet, value, label, count from ranked where place <= 30 order by facet, place`;
}

/** How many rows match, counted up to the limit of what is scanned. */
export async function sizeOfAudit(db: Database, filter: AuditFilter): Promise<number> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from (select 1 from ${FROM} where ${conditionsOf(filter)} limit ${SCANNED}) matched`;
  return row?.count ?? 0;
}
