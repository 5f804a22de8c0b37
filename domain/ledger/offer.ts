import { parsePrefix, type Prefix } from '@/domain/net/prefix';
import { DEFAULT_DOMAIN, type LedgerBlock, type RESERVABLE_ROLES } from './block';
import { nextFree, takenWithin } from './next-free';

export type RoomWanted = {
  role: (typeof RESERVABLE_ROLES)[number];
  site?: string;
  /** id of the block to look for room in; left out, or one that is none: the first that fits */
  within?: string;
  length?: number;
};

export type Room = { parents: readonly LedgerBlock[]; within: LedgerBlock | undefined; next: Prefix | null };

/** What a LAN or a site block is a part of; hosts and edge ranges are looked for in the private ranges themselves. */
const PARENT = { lan: 'host', 'site-block': 'edge-pods' } as const;
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'];

/** Where there may be room, and the lowest block of the wanted length that is free there. */
export function roomFor(blocks: readonly LedgerBlock[], { role, site, within: id, length }: RoomWanted): Room {
  const parents =
    role === 'lan' || role === 'site-block'
      ? blocks.filter((block) => block.role === PARENT[role] && (role !== 'lan' || !site || block.site === site))
      : PRIVATE.map((prefix): LedgerBlock => ({
          ...{ id: prefix, routingDomain: DEFAULT_DOMAIN, level: 0, role, state: 'declared' },
          prefix: parsePrefix(prefix),
        }));
  const within = parents.find((block) => block.id === id) ?? parents[0];
  if (!within || length === undefined) return { parents, within, next: null };
  const taken = takenWithin(blocks, { routingDomain: within.routingDomain, role, within });
  return { parents, within, next: nextFree(within.prefix, taken, length) };
}
