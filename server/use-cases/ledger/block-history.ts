import { z } from 'zod';
import { PrefixText } from '@/domain/estate/primitives';
import { query } from '../command';

/** So many are told at once, the latest. */
const MOST = 100;

export type BlockEvent = {
  id: string;
  prefix: string;
  role: string;
  state: string;
  owner: string | null;
  site: string | null;
  note: string | null;
  createdAt: Date;
  /** a person's id; null: the start script or a job */
  createdBy: string | null;
  /** null: it was still in force */
  releasedAt: Date | null;
  /** null: nobody, its time was over */
  releasedBy: string | null;
};

export type BlockHistory = { events: readonly BlockEvent[]; older: boolean };

/** What was ever declared or reserved, on addresses of one block or anywhere, the latest first; `at`: up to a past moment. */
export const blockHistory = query({
  permission: 'estate:read',
  input: z.strictObject({
    block: z.strictObject({ routingDomain: z.string().max(256), prefix: PrefixText }).optional(),
    at: z.iso.datetime().optional(),
  }),
  async run({ db, now }, { block, at }): Promise<BlockHistory> {
    const until = at === undefined ? now : new Date(at);
    const { routingDomain = null, prefix = null } = block ?? {};
    const rows = await db.$queryRaw<BlockEvent[]>`
      select id, prefix::text as prefix, role, state, substring(owner_key from position(':' in owner_key) + 1) as owner,
        site_key as site, note, created_at as "createdAt", created_by as "createdBy",
        case when ended_at <= ${until} then ended_at end as "releasedAt",
        case when ended_at <= ${until} and ended_at = released_at then released_by end as "releasedBy"
      from (select *, least(released_at, expires_at) as ended_at from ledger_block) as held
      where created_at <= ${until}
        and (${prefix}::text is null or (routing_domain = ${routingDomain} and prefix && ${prefix}::cidr))
      order by greatest(created_at, case when ended_at <= ${until} then ended_at end) desc, prefix, id limit ${MOST + 1}`;
    return { events: rows.slice(0, MOST), older: rows.length > MOST };
  },
});
