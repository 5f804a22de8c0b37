import { z } from 'zod';
import { PrefixText } from '@/domain/estate/primitives';
import { query } from '../command';

export type BlockEvent = {
  id: string;
  prefix: string;
  role: string;
  state: string;
  owner: string | null;
  site: string | null;
  note: string | null;
  createdAt: Date;
  createdBy: string | null;
  releasedAt: Date | null;
  releasedBy: string | null;
};

/** What was ever declared or reserved on addresses of a block, the latest first. */
export const blockHistory = query({
  permission: 'estate:read',
  input: z.strictObject({ routingDomain: z.string().max(256), prefix: PrefixText }),
  run({ db }, { routingDomain, prefix }): Promise<BlockEvent[]> {
    return db.$queryRaw<BlockEvent[]>`
      select id, prefix::text as prefix, role, state, substring(owner_key from position(':' in owner_key) + 1) as owner,
        site_key as site, note, created_at as "createdAt", created_by as "createdBy", released_at as "releasedAt",
        released_by as "releasedBy"
      from ledger_block where routing_domain = ${routingDomain} and prefix && ${prefix}::cidr
      order by coalesce(released_at, created_at) desc, prefix limit 100`;
  },
});
