import type { BgpPeer } from '@/domain/estate/bgp';
import type { Cluster, KubeNode } from '@/domain/estate/cluster';
import type { Estate } from '@/domain/estate/estate';
import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway, GatewayBgpPeer } from '@/domain/estate/gateway';
import { passesFilters } from '@/domain/estate/gateway-filter';
import { parsePrefix } from '@/domain/net/prefix';
import { parseInterfaceAddress } from '@/domain/net/interface-address';
import { areLinesDead } from './draw-edge';
import { filterLines, mapLines, policiesOf, policyLines } from './policies';

export type Announcement = { prefix: string; nextHop: string; med?: number };

/** A speaker that only announces: a node's, or a VBR, whose own table is built as it was read. For gobgpd. */
export type Announcer = { title: string; config: string; announces: readonly Announcement[] };

/** A gateway that learns, chooses and installs. For FRR. `expects`: how much each peer announces once its session is up. */
export type Learner = { title: string; config: string; expects: ReadonlyMap<string, number> };

const PATIENCE = { hold: 9, keepalive: 3 };

export function announcersOf(estate: Estate): readonly Announcer[] {
  return [
    ...estate.vbrs.flatMap((vbr) => vbrSpeaker(estate, vbr)),
    ...estate.clusters.flatMap((each) => nodeSpeakers(estate, each)),
  ];
}

/** The VBR's side of its sessions. One that either end was seen to have down is left out, whatever keeps it down. */
function vbrSpeaker(estate: Estate, vbr: Vbr): readonly Announcer[] {
  const address = hostOf(vbr.localGatewayAddress);
  const groups = (vbr.bgpGroups ?? []).flatMap((group) => {
    const up = (group.peers ?? []).filter((peer) => carries(estate, peer, address));
    return group.localAsn !== undefined && group.peerAsn !== undefined && up.length > 0 ? [{ ...group, up }] : [];
  });
  const [first] = groups;
  if (address === undefined || !first || areLinesDead(estate, vbr)) return [];
  const neighbours = groups.flatMap((group) =>
    group.up.flatMap((peer) =>
      peer.address === undefined
        ? []
        : [
            neighbour({
              address: peer.address,
              peerAsn: group.peerAsn ?? 0,
              secret: group.authKey?.secret,
              from: address,
            }),
          ],
    ),
  );
  const networks = (vbr.bgpNetworks ?? []).filter((each) => (each.status ?? 'available') === 'available');
  return [
    {
      title: `vbr ${vbr.key}`,
      config: `${globalOf(first.localAsn ?? 0, address)}${neighbours.join('')}`,
      announces: networks.map(({ prefix }) => ({ prefix, nextHop: address })),
    },
  ];
}

function nodeSpeakers(estate: Estate, cluster: Cluster): readonly Announcer[] {
  return (cluster.nodes ?? []).flatMap((node) => {
    const { speaker, address } = node;
    if (!speaker || address === undefined || node.ready === false) return [];
    const peers = gatewaysFacing(estate, address);
    if (peers.length === 0) return [];
    const neighbours = peers.map((peer) => neighbour({ address: peer.address, peerAsn: peer.asn, from: address }));
    return [
      {
        title: `node ${node.name}`,
        config: `${globalOf(speaker.asn, address)}${neighbours.join('')}`,
        announces: announcedBy(cluster, node),
      },
    ];
  });
}

/** All of its LAN's pod subnets or its own, by way of their owners or of itself. */
function announcedBy(cluster: Cluster, node: KubeNode): readonly Announcement[] {
  const lanOf = ({ pool }: KubeNode) => cluster.nodePools?.find((each) => each.key === pool)?.lan;
  const whose = (cluster.nodes ?? []).filter(
    (each) =>
      each === node ||
      (node.speaker?.announces === 'lan' && lanOf(each) === lanOf(node) && each.flannel?.ready !== false),
  );
  return whose.flatMap(({ podCidr, address }) => {
    const nextHop = node.speaker?.nextHop === 'self' ? node.address : address;
    const med = node.speaker?.med;
    if (podCidr === undefined || nextHop === undefined) return [];
    return [{ prefix: podCidr, nextHop, ...(med === undefined ? {} : { med }) }];
  });
}

/** Gateways that have this address for a peer, by their own address on the LAN they share. */
function gatewaysFacing(estate: Estate, peer: string): readonly { address: string; asn: number }[] {
  return estate.gateways.flatMap((gateway) => {
    if (!gateway.bgpPeers?.some((each) => each.address === peer) || !listens(gateway, peer)) return [];
    const own = gateway.interfaces.find((each) => each.lan !== undefined && isBeside(each.address, peer));
    return own ? [{ address: parseInterfaceAddress(own.address).address, asn: gateway.asn }] : [];
  });
}

function isBeside(own: string, peer: string): boolean {
  const { prefix } = parseInterfaceAddress(own);
  return parseInterfaceAddress(`${peer}/${prefix.split('/')[1] ?? ''}`).prefix === prefix;
}

/** A gateway's speaker as it is declared. */
export function learnerOf(estate: Estate, gateway: Gateway): Learner {
  const peers = gateway.bgpPeers ?? [];
  const lines = [
    ...filterLines(gateway),
    ...policiesOf(gateway).flatMap(mapLines),
    `router bgp ${gateway.asn}`,
    ...(gateway.routerId === undefined ? [] : [` bgp router-id ${gateway.routerId}`]),
    ' no bgp ebgp-requires-policy',
    ' no bgp network import-check',
    ' bgp bestpath as-path multipath-relax',
    ' coalesce-time 100',
    ...peers.flatMap((peer) => peerLines(estate, gateway, peer)),
    ' address-family ipv4 unicast',
    '  maximum-paths 8',
    ...(gateway.networks ?? []).map((prefix) => `  network ${prefix}`),
    ...(gateway.aggregates ?? []).map(
      ({ prefix, summaryOnly }) => `  aggregate-address ${prefix}${summaryOnly ? ' summary-only' : ''}`,
    ),
    ...policiesOf(gateway).flatMap(policyLines),
    ' exit-address-family',
    'exit',
  ];
  return { title: `gateway ${gateway.key}`, config: `${lines.join('\n')}\n`, expects: expectedOf(estate, gateway) };
}

/** A session that the VBR shows to be up is up: then its two AS numbers are the VBR's, whatever is declared on this side. */
function peerLines(estate: Estate, { asn }: Gateway, { address, peerAsn, authKey }: GatewayBgpPeer): readonly string[] {
  const group = estate.vbrs
    .filter((vbr) => hostOf(vbr.localGatewayAddress) === address)
    .flatMap((vbr) => vbr.bgpGroups ?? [])
    .find((each) => each.peers?.some((peer) => carries(estate, peer, address)));
  const own = group?.peerAsn ?? asn;
  return [
    ` neighbor ${address} remote-as ${group?.localAsn ?? peerAsn}`,
    ...(own === asn ? [] : [` neighbor ${address} local-as ${own} no-prepend replace-as`]),
    ` neighbor ${address} timers ${PATIENCE.keepalive} ${PATIENCE.hold}`,
    ` neighbor ${address} timers connect 1`,
    ` neighbor ${address} advertisement-interval 0`,
    ...(authKey === undefined ? [] : [` neighbor ${address} password ${authKey.secret}`]),
  ];
}

function expectedOf(estate: Estate, gateway: Gateway): ReadonlyMap<string, number> {
  const all = announcersOf(estate);
  const addresses = new Map<string, string>([
    ...estate.vbrs.map((each) => [`vbr ${each.key}`, hostOf(each.localGatewayAddress) ?? ''] as const),
    ...estate.clusters.flatMap((cluster) =>
      (cluster.nodes ?? []).map((node) => [`node ${node.name}`, node.address ?? ''] as const),
    ),
  ]);
  const own = new Set((gateway.bgpPeers ?? []).map((each) => String(each.address)));
  return new Map(
    all.flatMap(({ title, announces }) => {
      const address = addresses.get(title) ?? '';
      // FRR counts what its filters have let in.
      const session = { peer: address, direction: 'in' } as const;
      const letIn = announces.filter(({ prefix }) => passesFilters(gateway, session, parsePrefix(prefix)));
      return own.has(address) && listens(gateway, address) ? [[address, letIn.length] as const] : [];
    }),
  );
}

function globalOf(asn: number, routerId: string): string {
  return `[global.config]\n  as = ${asn}\n  router-id = "${routerId}"\n  local-address-list = ["${routerId}"]\n`;
}

function neighbour({
  address,
  peerAsn,
  secret,
  from,
}: {
  address: string;
  peerAsn: number;
  secret?: string;
  from: string;
}): string {
  return `[[neighbors]]
  [neighbors.config]
    neighbor-address = "${address}"
    peer-as = ${peerAsn}
${secret === undefined ? '' : `    auth-password = "${secret}"\n`}  [neighbors.transport.config]
    local-address = "${from}"
  [neighbors.timers.config]
    connect-retry = 1
    hold-time = ${PATIENCE.hold}
    keepalive-interval = ${PATIENCE.keepalive}
`;
}

/** Whether a session between a VBR and the gateway that has the peer's address was seen to bring the gateway anything. */
function carries({ gateways }: Estate, { address, observed }: BgpPeer, local: string | undefined): boolean {
  const far = gateways.find((each) => each.interfaces.some((port) => hostOf(port.address) === address));
  const seen = far?.observed?.peers?.find((each) => each.address === local);
  if (far && local !== undefined && seen && !listens(far, local)) return false;
  const state = observed?.sessionState ?? 'unknown';
  return isUp(state) || (state === 'unknown' && isUp(seen?.sessionState));
}

/** What a gateway was seen to have of a session: down, or without a policy for what comes in, it learns nothing over it. */
function listens({ observed }: Gateway, peer: string): boolean {
  if (!observed?.peers) return true;
  const seen = observed.peers.find(({ address }) => address === peer);
  const isOpen = seen?.missingPolicy === undefined || seen.missingPolicy === 'out';
  return seen !== undefined && isOpen && ['established', 'unknown'].includes(seen.sessionState);
}

function isUp(state: string | undefined): boolean {
  return state === 'established';
}

function hostOf(text: string | undefined): string | undefined {
  return text === undefined ? undefined : parseInterfaceAddress(text).address;
}
