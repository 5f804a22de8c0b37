import { z } from 'zod';
import type { Database, Tx } from './client';
import { ESTATE_REVISION } from './estate-revision';
import { asTouchedRow, type TouchedRow } from './estate-rows';
import type { Revision } from './estate-state';

/** Of more versions than these it is as quick to read everything as it was. */
const MOST = 30_000;

/** What takes an estate back: objects as they were at a moment, and the revision that these lead back from. */
export type MovedSince = { revision: Revision; rows: readonly TouchedRow[] };

const Answer = z.object({
  revision: z.object({ base: z.string(), count: z.number().int() }).nullable(),
  versions: z.number().int(),
  rows: z.array(z.unknown()),
});

/**
 * Every object of which a version began or ended after a moment, as it was then. Null: too many of them, or no revision to lead
 * back from. One statement, so that rows and revision are of one moment.
 */
export async function readRowsMovedSince(db: Database | Tx, at: Date, most = MOST): Promise<MovedSince | null> {
  const answer = await db.$queryRaw`
    with version as (
      select source_id, kind, key from resource_version where valid_from > ${at}
      union all
      select source_id, kind, key from resource_version where valid_to > ${at}
      limit ${most + 1}
    ), object as (select distinct source_id, kind, key from version)
    select json_build_object(
      'revision', (select value from setting where key = ${ESTATE_REVISION}),
      'versions', (select count(*) from version),
      'rows', (
        select coalesce(json_agg(json_build_array(o.source_id, o.kind, o.key, v."within", v.attributes, v.form)), '[]')
        from object o
        left join resource_version v on v.source_id = o.source_id and v.kind = o.kind and v.key = o.key
          and v.valid_from <= ${at} and (v.valid_to is null or v.valid_to > ${at})
        where (select count(*) from version) <= ${most}
      )
    )::text as answer`;
  const [{ answer: text }] = z.tuple([z.object({ answer: z.string() })]).parse(answer);
  const { revision, versions, rows } = Answer.parse(JSON.parse(text));
  return revision && versions <= most ? { revision, rows: rows.map(asTouchedRow) } : null;
}
