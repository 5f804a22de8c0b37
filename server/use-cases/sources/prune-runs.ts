import { authorise } from '@/domain/access';
import type { Context } from '../context';

/** Every reading is remembered so long. */
const ALL_FOR_HOURS = 3;
/** Rows a statement: what has piled up goes bit by bit. */
const BATCH = 10_000;

/**
 * Forgets readings that found nothing new: of each source and day the last one that ended well stays, and the last that did
 * not. What the estate held at any moment is in its versions and parts, not here.
 */
export async function pruneRuns({ db, actor, now }: Context): Promise<number> {
  authorise(actor, 'system:run');
  let all = 0;
  for (;;) {
    const gone = await db.$executeRaw`
      delete from collection_run where number in (
        select run.number from collection_run run
        where run.written = 0 and run.outcome <> 'running'
          and run.started_at < ${now()}::timestamptz - make_interval(hours => ${ALL_FOR_HOURS}::int)
          and exists (
            select from collection_run later
            where later.source_id = run.source_id and later.number > run.number and later.outcome <> 'running'
              and (later.outcome = 'failed') = (run.outcome = 'failed')
              and date_trunc('day', later.started_at, 'UTC') = date_trunc('day', run.started_at, 'UTC')
          )
        order by run.number limit ${BATCH}
      )`;
    all += gone;
    if (gone < BATCH) return all;
  }
}
