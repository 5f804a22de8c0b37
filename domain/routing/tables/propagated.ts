import type { BgpNetwork } from '@/domain/estate/bgp';
import type { Vbr } from '@/domain/estate/express-connect';
import { nextHopsOf, type RouteEntry, type RouteStatus } from '@/domain/estate/routes';
import { oncePer } from '@/domain/memo';

const STATUS: Readonly<Record<RouteStatus, NonNullable<BgpNetwork['status']>>> = {
  available: 'available',
  modifying: 'modifying',
  unknown: 'unknown',
  pending: 'pending',
  deleting: 'deleted',
};

const propagatedIn = oncePer((entries: readonly RouteEntry[]): readonly BgpNetwork[] =>
  entries.filter(isWritten).map(({ prefix, status }) => ({ prefix, status: STATUS[status] })),
);

function isWritten(entry: RouteEntry): boolean {
  if (entry.type !== 'cen' && entry.type !== 'ecr') return false;
  return nextHopsOf(entry).some(({ kind }) => kind === 'transit-router-attachment' || kind === 'ecr');
}

/**
 * What a VBR announces without a BGP network of its own: the ranges that a transit router or an Express Connect router has written
 * into its table. With these, routes propagate by attachment, and nothing of it is configured on the VBR.
 */
export function propagatedTo({
  routeTable,
  bgpNetworks = [],
}: Pick<Vbr, 'routeTable' | 'bgpNetworks'>): readonly BgpNetwork[] {
  const written = propagatedIn(routeTable?.entries ?? NONE);
  if (written.length === 0) return written;
  const own = new Set(bgpNetworks.map(({ prefix }) => prefix));
  return written.filter(({ prefix }) => !own.has(prefix));
}

const NONE: readonly RouteEntry[] = [];
