import { Prisma } from '@/generated/prisma/client';
import type { Tx } from './client';

type Run = { sourceId: string; number: bigint; startedAt: Date };
/** From which moment on a source shows something no more. */
type Ending = Pick<Run, 'sourceId' | 'startedAt'>;
type Part = { kind: string; within: string };
type PartError = { errorKind: string; errorCode: string | null; errorMessage: string };
/** `isPartly`: all of it came, and what was understood of it is stored. */
export type FailedPart = Part & PartError & { isPartly: boolean };

/** Several requests may belong to one part; a statement may touch a row once. The last word counts. */
function once<P extends Part>(parts: readonly P[]): P[] {
  return [...new Map(parts.map((part) => [`${part.kind} ${part.within}`, part])).values()];
}

/**
 * Parts read to their end by a run. What was known of narrower parts of a whole kind is superseded by it. A part that was read for
 * the first time, or after more than `silenceSeconds`, stands in another way from now on; how it stood stays known.
 */
export async function coverParts(tx: Tx, run: Run, all: readonly Part[], silenceSeconds: number): Promise<void> {
  const parts = once(all);
  if (parts.length === 0) return;
  const whole = parts.filter((part) => part.within === '').map((part) => part.kind);
  if (whole.length > 0) {
    await endParts(
      tx,
      run,
      Prisma.sql`kind = any(${whole}::text[]) and "within" <> '' and coalesce(run_number, 0) < ${run.number}`,
    );
  }
  const covered = Prisma.sql`unnest(${parts.map((part) => part.kind)}::text[], ${parts.map((part) => part.within)}::text[])`;
  const longest = Prisma.sql`make_interval(secs => ${silenceSeconds}::float8)`;
  await tx.$executeRaw`
    insert into collection_part_span (source_id, kind, "within", began_at, observed_at, partly_at, ended_at)
    select former.source_id, former.kind, former."within", former.began_at, former.observed_at, former.partly_at, ${run.startedAt}
    from collection_part former join ${covered} as part(kind, within) on part.kind = former.kind and part.within = former."within"
    where former.source_id = ${run.sourceId}::uuid and former.began_at < ${run.startedAt}
      and (former.observed_at is null or ${run.startedAt} - former.observed_at > ${longest})
    on conflict do nothing`;
  await tx.$executeRaw`
    insert into collection_part (source_id, kind, "within", run_number, began_at, observed_at, attempted_at)
    select ${run.sourceId}::uuid, part.kind, part.within, ${run.number}, ${run.startedAt}, ${run.startedAt}, ${run.startedAt}
    from ${covered} as part(kind, within)
    on conflict (source_id, kind, "within") do update set run_number = excluded.run_number,
      began_at = case when collection_part.observed_at is null or excluded.observed_at - collection_part.observed_at > ${longest}
        then excluded.began_at else collection_part.began_at end,
      observed_at = excluded.observed_at, attempted_at = excluded.attempted_at, error_kind = null, error_code = null,
      error_message = null`;
}

/** Parts that could not be read: the attempt and its error are noted, the time they were last known stays. */
export async function failParts(tx: Tx, run: Run, all: readonly FailedPart[]): Promise<void> {
  const parts = once(all);
  if (parts.length === 0) return;
  // A narrow part that is new here was known as long as the whole kind was.
  await tx.$executeRaw`
    insert into collection_part (source_id, kind, "within", run_number, began_at, observed_at, partly_at, attempted_at, error_kind,
      error_code, error_message)
    select ${run.sourceId}::uuid, part.kind, part.within, whole.run_number, ${run.startedAt}, whole.observed_at,
      case when part.is_partly then ${run.startedAt}::timestamptz end, ${run.startedAt},
      part.error_kind, part.error_code, part.error_message
    from unnest(${parts.map((part) => part.kind)}::text[], ${parts.map((part) => part.within)}::text[],
      ${parts.map((part) => part.errorKind)}::text[], ${parts.map((part) => part.errorCode)}::text[],
      ${parts.map((part) => part.errorMessage)}::text[], ${parts.map((part) => part.isPartly)}::boolean[])
      as part(kind, within, error_kind, error_code, error_message, is_partly)
    left join collection_part whole
      on whole.source_id = ${run.sourceId}::uuid and whole.kind = part.kind and whole."within" = '' and part.within <> ''
    on conflict (source_id, kind, "within") do update set attempted_at = excluded.attempted_at,
      partly_at = coalesce(collection_part.partly_at, excluded.partly_at), error_kind = excluded.error_kind, error_code = excluded.error_code, error_message = excluded.error_message
      where coalesce(collection_part.run_number, 0) < ${run.number}`;
}

/** Parts below an object that is gone. */
export async function dropParts(tx: Tx, run: Ending, parts: readonly Part[]): Promise<void> {
  for (const { kind, within } of parts) await endParts(tx, run, Prisma.sql`kind = ${kind} and "within" = ${within}`);
}

/** Everything that was known of a source. */
export async function dropAllParts(tx: Tx, run: Ending): Promise<void> {
  await endParts(tx, run, Prisma.sql`true`);
}

/** Parts that are none any more; how they stood until now stays known. */
async function endParts(tx: Tx, run: Ending, which: Prisma.Sql): Promise<void> {
  await tx.$executeRaw`
    with ended as (
      delete from collection_part where source_id = ${run.sourceId}::uuid and ${which}
      returning kind, "within", began_at, observed_at, partly_at
    )
    insert into collection_part_span (source_id, kind, "within", began_at, observed_at, partly_at, ended_at)
    select ${run.sourceId}::uuid, kind, "within", began_at, observed_at, partly_at, ${run.startedAt} from ended
    where began_at < ${run.startedAt}
    on conflict do nothing`;
}

/** The whole source was silent: every part notes the attempt. */
export async function failAllParts(tx: Tx, run: Run, error: PartError): Promise<void> {
  await tx.$executeRaw`
    update collection_part set attempted_at = ${run.startedAt}, error_kind = ${error.errorKind},
      error_code = ${error.errorCode}, error_message = ${error.errorMessage}
    where source_id = ${run.sourceId}::uuid and coalesce(run_number, 0) < ${run.number}`;
}
