import { podCidrsOf } from '@/domain/estate/cluster';
import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import { isFiltered, passesFilters, type FilteredSession } from '@/domain/estate/gateway-filter';
import { Remembered } from '@/domain/memo';
import type { Family } from '@/domain/net/address';
import { containsPrefix, prefixFamily, type Prefix } from '@/domain/net/prefix';
import { localHost } from '../sessions/bgp-session';
import { edgePoolsAt, evidenceOf, nodesOfPool, type EstateIndex } from '../estate-index';
import { announcerOf, type PodSubnet } from '../gateway/gateway-pods';
import { readingsOfGateway } from '../gateway/surroundings';

/** A prefix on its way out, and the AS numbers it has come through, the gateway's own first. */
export type Announcement = { prefix: Prefix; asPath: readonly number[] };

/** Every pod subnet at a gateway's site with the node that should tell the gateway of it. */
export function podSubnetsAt(index: EstateIndex, gateway: Gateway): readonly PodSubnet[] {
  return edgePoolsAt(index, gateway.site).flatMap((found) =>
    found.pool.hostNetwork
      ? []
      : nodesOfPool(found).flatMap((node) => podCidrsOf(node).map((podCidr) => ({ found, node, podCidr }))),
  );
}

const held = new Remembered<Gateway, readonly Announcement[]>();

/**
 * The pod subnets a gateway has: as it was seen to hold them, else as its sessions with announcing nodes predict. Within an AS
 * nothing is put before the path (RFC 4271 section 5.1.2).
 */
export function heldBy(index: EstateIndex, gateway: Gateway): readonly Announcement[] {
  const { clusters, sites, gateways } = index.estate;
  return held.of(gateway, [clusters, sites, gateways, ...readingsOfGateway(index, gateway)], () =>
    podSubnetsAt(index, gateway).flatMap((subnet): readonly Announcement[] => {
      const { podCidr: prefix } = subnet;
      const row = routesOf(index, gateway)?.find((each) => each.best && !each.discard && each.prefix === prefix);
      const seen = routesOf(index, gateway) !== undefined;
      if (seen) return row ? [{ prefix, asPath: row.asPath ?? [] }] : [];
      const speaker = announcerOf(index, gateway, subnet)?.speaker;
      return speaker ? [{ prefix, asPath: speaker.asn === gateway.asn ? [] : [speaker.asn] }] : [];
    }),
  );
}

/** The gateway's own table where it was read lately. */
export function routesOf(index: EstateIndex, { key, observed }: Gateway) {
  return evidenceOf(index, 'gateway-route', key).kind === 'stale' ? undefined : observed?.routes;
}

const announced = new Remembered<readonly Announcement[], readonly Announcement[]>();

/**
 * What a gateway should send to a VBR, by its declared networks, aggregates and filters. An aggregate is there while something inside it is
 * (RFC 4271 section 9.2.2.2) and begins a path of its own; a summary takes what is inside with it. What an outbound filter does not
 * permit stays.
 */
export function announcedTo(index: EstateIndex, gateway: Gateway, vbr: Vbr): readonly Announcement[] {
  const own = heldBy(index, gateway);
  return announced.of(own, [gateway, localHost(vbr, 4), localHost(vbr, 6)], () => announcements(gateway, own, vbr));
}

function announcements(gateway: Gateway, pods: readonly Announcement[], vbr: Vbr): readonly Announcement[] {
  const networks = (gateway.networks ?? []).map((prefix): Announcement => ({ prefix, asPath: [] }));
  const subnets = [...networks, ...pods];
  const aggregates = (gateway.aggregates ?? []).filter(({ prefix }) =>
    subnets.some((each) => each.prefix !== prefix && containsPrefix(prefix, each.prefix)),
  );
  const isSummed = (prefix: Prefix) =>
    aggregates.some((each) => each.summaryOnly && each.prefix !== prefix && containsPrefix(each.prefix, prefix));
  const own = aggregates.map(({ prefix }): Announcement => ({ prefix, asPath: [gateway.asn] }));
  const passed = subnets
    .filter(({ prefix }) => !isSummed(prefix))
    .map(({ prefix, asPath }): Announcement => ({ prefix, asPath: [gateway.asn, ...asPath] }));
  return [...own, ...passed].filter(({ prefix }) => passesFilters(gateway, toward(vbr, prefixFamily(prefix)), prefix));
}

/** Whether the gateway holds anything back that it could announce to a VBR. */
export function isFilteredToward(gateway: Gateway, vbr: Vbr, family: Family): boolean {
  return isFiltered(gateway, toward(vbr, family));
}

function toward(vbr: Vbr, family: Family): FilteredSession {
  return { peer: localHost(vbr, family), direction: 'out' };
}

/** RFC 4271 section 9.1.2: a path with the receiver's own AS number in it is not used. */
export function isLooped({ asPath }: Announcement, receiver: number): boolean {
  return asPath.includes(receiver);
}
