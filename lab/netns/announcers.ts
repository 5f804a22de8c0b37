import { type BgpGroup, groupFamily } from '@/domain/estate/bgp';
import { type Cluster, addressesOf, type KubeNode, podCidrsOf } from '@/domain/estate/cluster';
import type { Estate } from '@/domain/estate/estate';
import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import type { Lan } from '@/domain/estate/site';
import { addressFamily, type Family } from '@/domain/net/address';
import { parseInterfaceAddress } from '@/domain/net/interface-address';
import { type Prefix, prefixFamily } from '@/domain/net/prefix';
import { areLinesDead } from './draw-edge';
import { seatsOf } from './seats';
import { carries, familyOf, hostOf, listens, localOf } from './sessions';

export type Announcement = { prefix: string; nextHop: string; med?: number };

/** One neighbour of an announcer: from its own address to the gateway's, and the routes of which families it carries. */
type Neighbour = { from: string; address: string; peerAsn: number; families: readonly Family[]; secret?: string };

/** A speaker that only announces: a node's, or a VBR, whose own table is built as it was read. For gobgpd. */
export type Announcer = {
  title: string;
  config: string;
  neighbours: readonly Neighbour[];
  announces: readonly Announcement[];
};

/** What a group uses that names no number of its own (Express Connect, CreateBgpGroup, LocalAsn). */
const CLOUD_ASN = 45104;

/** Router ids are of four bytes, also where nobody has an IPv4 address. */
const NO_ROUTER_ID = '198.18.255.255';

/** Seconds, at both ends of every session. */
export const TIMERS = { hold: 9, keepalive: 3 };

export function announcersOf(estate: Estate): readonly Announcer[] {
  return [
    ...estate.vbrs.flatMap((vbr) => vbrSpeaker(estate, vbr)),
    ...estate.clusters.flatMap((each) => nodeSpeakers(estate, each)),
  ];
}

/** The VBR's side of its sessions. One that either end was seen to have down is left out, whatever keeps it down. */
function vbrSpeaker(estate: Estate, vbr: Vbr): readonly Announcer[] {
  const up = (vbr.bgpGroups ?? []).flatMap(({ localAsn = CLOUD_ASN, ...group }) => {
    const neighbours = neighboursIn(estate, vbr, group);
    return neighbours.length > 0 ? [{ localAsn, neighbours }] : [];
  });
  const [first] = up;
  if (!first || areLinesDead(estate, vbr)) return [];
  const neighbours = up.flatMap((each) => each.neighbours);
  return [
    {
      title: `vbr ${vbr.key}`,
      config: configOf(first.localAsn, localOf(vbr, 4) ?? NO_ROUTER_ID, neighbours),
      neighbours,
      announces: rangesOf(vbr).flatMap((prefix) => {
        const nextHop = localOf(vbr, prefixFamily(prefix));
        return nextHop === undefined ? [] : [{ prefix, nextHop }];
      }),
    },
  ];
}

/** What somebody had it announce, and what a transit router or an Express Connect router wrote into its table. */
function rangesOf({ bgpNetworks = [], routeTable }: Vbr): readonly Prefix[] {
  const written = (routeTable?.entries ?? []).filter(({ type, status }) => {
    return (type === 'cen' || type === 'ecr') && status === 'available';
  });
  const own = new Set(bgpNetworks.map(({ prefix }) => prefix));
  return [
    ...bgpNetworks.filter(({ status = 'available' }) => status === 'available').map(({ prefix }) => prefix),
    ...written.map(({ prefix }) => prefix).filter((prefix) => !own.has(prefix)),
  ];
}

/** A session carries the routes of the family that its ends are of. */
function neighboursIn(estate: Estate, vbr: Vbr, group: BgpGroup): readonly Neighbour[] {
  const { peerAsn, authKey, peers = [] } = group;
  const family = groupFamily(group);
  const from = localOf(vbr, family);
  if (from === undefined || peerAsn === undefined) return [];
  return peers.flatMap((peer) => {
    if (peer.address === undefined || !carries(estate, vbr, group, peer)) return [];
    const common = { from, address: peer.address, peerAsn, families: [family] };
    return [{ ...common, ...(authKey === undefined ? {} : { secret: authKey.secret }) }];
  });
}

function nodeSpeakers(estate: Estate, cluster: Cluster): readonly Announcer[] {
  return (cluster.nodes ?? []).flatMap((node) => {
    const { speaker, address } = node;
    if (!speaker || address === undefined || node.ready === false) return [];
    const neighbours = addressesOf(node).flatMap((own) => gatewaysFacing(estate, cluster, node, own));
    if (neighbours.length === 0) return [];
    const announces = announcedBy(estate, cluster, node);
    return [{ title: `node ${node.name}`, config: configOf(speaker.asn, address, neighbours), neighbours, announces }];
  });
}

/** All of its LAN's pod subnets or its own, by way of their owners or of itself. */
function announcedBy(estate: Estate, cluster: Cluster, node: KubeNode): readonly Announcement[] {
  const lan = lanOf(estate, cluster, node);
  const seats = lan && seatsOf(estate, lan);
  const whose = (cluster.nodes ?? []).filter(
    (each) =>
      each === node ||
      (node.speaker?.announces === 'lan' && lanOf(estate, cluster, each) === lan && each.flannel?.ready !== false),
  );
  const med = node.speaker?.med;
  return whose.flatMap((each) =>
    podCidrsOf(each).flatMap((prefix) => {
      const by = node.speaker?.nextHop === 'self' ? node : each;
      const nextHop = prefixFamily(prefix) === 4 ? by.address : seats?.node(by);
      if (nextHop === undefined) return [];
      return [{ prefix, nextHop, ...(med === undefined ? {} : { med }) }];
    }),
  );
}

function lanOf({ sites }: Estate, { nodePools }: Cluster, { pool }: KubeNode): Lan | undefined {
  const key = nodePools?.find((each) => each.key === pool)?.lan;
  return sites.flatMap(({ lans }) => lans).find((each) => each.key === key);
}

/** Gateways that have this address of a node for a peer, by their own address on the LAN they share. */
function gatewaysFacing(estate: Estate, cluster: Cluster, node: KubeNode, own: string): readonly Neighbour[] {
  const lan = lanOf(estate, cluster, node);
  const seats = lan && seatsOf(estate, lan);
  const families: readonly Family[] = seats ? [4, 6] : [familyOf(own)];
  return estate.gateways.flatMap((gateway) => {
    if (!gateway.bgpPeers?.some((each) => each.address === own) || !listens(gateway, own)) return [];
    const beside = besideOf(gateway, own) ?? (familyOf(own) === 6 ? seats?.gateway(gateway) : undefined);
    return beside === undefined ? [] : [{ from: own, address: beside, peerAsn: gateway.asn, families }];
  });
}

function besideOf({ interfaces }: Gateway, peer: string): string | undefined {
  const own = interfaces.find((each) => {
    const { prefix, address } = parseInterfaceAddress(each.address);
    if (each.lan === undefined || addressFamily(address) !== familyOf(peer)) return false;
    return parseInterfaceAddress(`${peer}/${prefix.split('/')[1] ?? ''}`).prefix === prefix;
  });
  return hostOf(own?.address);
}

function configOf(asn: number, routerId: string, neighbours: readonly Neighbour[]): string {
  const own = [...new Set(neighbours.map(({ from }) => `"${from}"`))].join(', ');
  const global = `[global.config]\n  as = ${asn}\n  router-id = "${routerId}"\n  local-address-list = [${own}]\n`;
  return `${global}${neighbours.map(configOfNeighbour).join('')}`;
}

function configOfNeighbour({ from, address, peerAsn, families, secret }: Neighbour): string {
  const carried = families.map(
    (family) =>
      `  [[neighbors.afi-safis]]\n    [neighbors.afi-safis.config]\n      afi-safi-name = "ipv${family}-unicast"\n`,
  );
  return `[[neighbors]]
  [neighbors.config]
    neighbor-address = "${address}"
    peer-as = ${peerAsn}
${secret === undefined ? '' : `    auth-password = "${secret}"\n`}  [neighbors.transport.config]
    local-address = "${from}"
  [neighbors.timers.config]
    connect-retry = 1
    hold-time = ${TIMERS.hold}
    keepalive-interval = ${TIMERS.keepalive}
${carried.join('')}`;
}
