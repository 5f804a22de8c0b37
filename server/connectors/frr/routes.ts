import type { z } from 'zod';
import { GatewayPath, GatewayRoute } from '@/domain/estate/gateway';
import { tryParseAddress, type Address } from '@/domain/net/address';
import { BgpPath, IpRoute, SessionRoute } from './schema';

type Source = GatewayRoute['source'];
const SOURCES: ReadonlySet<string> = new Set<Source>(['bgp', 'connected', 'static', 'local', 'kernel', 'ospf', 'isis']);

/** Next hops of the gateway's own routes. */
const UNSPECIFIED = new Set(['0.0.0.0', '::']);

function hopOf(text: string | undefined): { nextHop?: Address } {
  const parsed = tryParseAddress(text ?? '');
  return parsed.ok && !UNSPECIFIED.has(parsed.value) ? { nextHop: parsed.value } : {};
}

/** `65020 {65031,65032} (65040)`: sets and confederations are opened, which keeps who is in it and loses how. @throws ZodError */
export function asPathOf(path: string): number[] {
  const numbers = path.split(/[\s,{}()[\]]+/).filter((word) => word !== '');
  return numbers.map(Number);
}

function meritsOf({ metric, locPrf }: { metric?: number | undefined; locPrf?: number | undefined }) {
  return {
    ...(locPrf === undefined ? {} : { localPreference: locPrf }),
    ...(metric === undefined ? {} : { med: metric }),
  };
}

/** A path of the BGP table as one row for each next hop; `installed` says whether zebra put it into the kernel. @throws ZodError */
export function bgpRows(prefix: string, path: unknown, inKernel: Kernel): GatewayRoute[] {
  const { peerId, nexthops, path: asPath, bestpath, multipath, ...rest } = BgpPath.parse(path);
  const peer = tryParseAddress(peerId ?? '');
  const hops = nexthops.length === 0 ? [{}] : nexthops;
  return hops.map((hop) => {
    const { nextHop } = hopOf('ip' in hop ? hop.ip : undefined);
    return GatewayRoute.parse({
      prefix,
      ...(nextHop === undefined ? {} : { nextHop }),
      source: peer.ok ? 'bgp' : 'local',
      ...(peer.ok ? { peer: peer.value, installed: inKernel.holds(prefix, nextHop) } : {}),
      asPath: asPathOf(asPath),
      ...meritsOf(rest),
      best: bestpath === true || multipath === true,
    });
  });
}

/** A route of the machine itself as one row for each next hop. What BGP gave is told by BGP's own table, with its path. @throws ZodError */
export function ipRows(prefix: string, route: unknown): GatewayRoute[] {
  const { protocol, selected, installed, nexthops } = IpRoute.parse(route);
  if (protocol === 'bgp') return [];
  const hops = nexthops.length === 0 ? [{} as z.infer<typeof IpRoute>['nexthops'][number]] : nexthops;
  return hops.map((hop) => {
    const discards = hop.blackhole === true || hop.reject === true || hop.unreachable === true;
    return GatewayRoute.parse({
      prefix,
      ...hopOf(hop.ip),
      source: SOURCES.has(protocol) ? protocol : 'unknown',
      best: selected === true,
      installed: installed === true && (hop.fib === true || discards),
      ...(discards ? { discard: true } : {}),
    });
  });
}

/** What BGP has in the kernel, by prefix and next hop. */
export class Kernel {
  private readonly hops = new Set<string>();

  add(prefix: string, route: unknown): void {
    const { protocol, installed, nexthops } = IpRoute.parse(route);
    if (protocol !== 'bgp' || installed !== true) return;
    for (const { ip, fib } of nexthops) if (fib === true) this.hops.add(`${prefix} ${ip}`);
  }

  holds(prefix: string, nextHop: string | undefined): boolean {
    return this.hops.has(`${prefix} ${nextHop}`);
  }
}

/** @throws ZodError */
export function sessionRow(
  peer: Address,
  direction: GatewayPath['direction'],
  prefix: string,
  row: unknown,
): GatewayPath {
  const { network, nextHop, path, ...rest } = SessionRoute.parse(row);
  const said = { ...hopOf(nextHop), asPath: asPathOf(path), ...meritsOf(rest) };
  return GatewayPath.parse({ peer, direction, prefix: network ?? prefix, ...said });
}

/** The same of a path in BGP's own table, which lists what was left after the filters. @throws ZodError */
export function acceptedRow(peer: Address, prefix: string, path: unknown): GatewayPath {
  const { nexthops, path: asPath, ...rest } = BgpPath.parse(path);
  return GatewayPath.parse({
    peer,
    direction: 'accepted',
    prefix,
    ...hopOf(nexthops[0]?.ip),
    asPath: asPathOf(asPath),
    ...meritsOf(rest),
  });
}
