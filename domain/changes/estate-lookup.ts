import type { BgpGroup, BgpPeer } from '@/domain/estate/bgp';
import type { Estate } from '@/domain/estate/estate';
import type { RouterInterface, Vbr } from '@/domain/estate/express-connect';
import { nextHopsOf, type NextHop, type RouteEntry, type RouteTable } from '@/domain/estate/routes';
import type { Vpc } from '@/domain/estate/vpc';
import type { RouterRef } from './effect';

export function findVbr(estate: Estate, key: string): Vbr | null {
  return estate.vbrs.find((vbr) => vbr.key === key) ?? null;
}

export function findVpc(estate: Estate, key: string): Vpc | null {
  return estate.vpcs.find((vpc) => vpc.key === key) ?? null;
}

export function findRouterInterface(estate: Estate, key: string): RouterInterface | null {
  return estate.routerInterfaces.find((each) => each.key === key) ?? null;
}

/** Tables of a router: a VBR has exactly one, a VPC several. */
export function tablesOf(estate: Estate, router: RouterRef): readonly RouteTable[] {
  if (router.kind === 'vpc') return findVpc(estate, router.key)?.routeTables ?? [];
  const table = findVbr(estate, router.key)?.routeTable;
  return table ? [table] : [];
}

export function findTable(estate: Estate, router: RouterRef, routeTable: string): RouteTable | null {
  return tablesOf(estate, router).find((table) => table.key === routeTable) ?? null;
}

export function findGroup(vbr: Vbr, group: string): BgpGroup | null {
  return vbr.bgpGroups?.find((each) => each.key === group) ?? null;
}

export function findPeer(group: BgpGroup, address: string): BgpPeer | null {
  return group.peers?.find((peer) => peer.address === address) ?? null;
}

export function peersOf(vbr: Vbr): readonly BgpPeer[] {
  return (vbr.bgpGroups ?? []).flatMap((group) => group.peers ?? []);
}

export function isEstablished(peer: BgpPeer): boolean {
  return peer.observed?.sessionState === 'established';
}

export function sameNextHop(a: NextHop, b: NextHop): boolean {
  return a.kind === b.kind && a.key === b.key;
}

/** Custom rows of a prefix that go to one next hop: what a route effect creates or takes away. */
export function isTheRow(entry: RouteEntry, prefix: string, nextHop: NextHop): boolean {
  if (entry.type !== 'custom' || entry.prefix !== prefix) return false;
  const hops = nextHopsOf(entry);
  return hops.length === 1 && hops.some((hop) => sameNextHop(hop, nextHop));
}

/** `ri-a` or `ri-a + ri-b`: how a row's target is written in diffs and in the ground. */
export function targetOf(entry: RouteEntry): string {
  return (
    nextHopsOf(entry)
      .map((hop) => hop.key)
      .sort()
      .join(' + ') || '-'
  );
}
