import type { Finding } from '@/domain/checks/finding';
import type { Cluster, KubeNode, NodePool } from '@/domain/estate/cluster';
import type { DeclaredCluster, DeclaredFacts } from '@/domain/estate/declared';
import type { Gateway, GatewayBgpPeer, ObservedGateway } from '@/domain/estate/gateway';
import { CLOUD_ASN, gatewayOfSession, localOf, sessionsOf } from '@/domain/routing/sessions/bgp-session';
import type { EstateIndex } from '@/domain/routing/estate-index';
import { text, type RemedyForm } from './remedy';

/** The declared facts about an object that differs from them, with what was read put in the place of what was declared. */
export function adoptedFact(index: EstateIndex, declared: DeclaredFacts, finding: Finding): RemedyForm | undefined {
  const fields = text(finding, 'fields').split(' ');
  const within = text(finding, 'within');
  if (finding.subject.kind === 'gateway') {
    const fact = declared.gateways.find(({ key }) => key === within);
    const observed = index.gateways.get(within)?.observed;
    return fact && observed && form('gateways', fact.key, gatewayAsRead(fact, observed, fields));
  }
  const fact = declared.clusters.find(({ key }) => key === within);
  const cluster = index.estate.clusters.find(({ key }) => key === within);
  return fact && cluster && form('clusters', fact.key, clusterAsRead(fact, cluster, finding, fields));
}

function form(section: RemedyForm['section'], key: string, attributes: object): RemedyForm {
  return { section, key, attributes: { ...attributes } };
}

type DeclaredGateway = DeclaredFacts['gateways'][number];

function gatewayAsRead(fact: DeclaredGateway, observed: ObservedGateway, fields: readonly string[]): DeclaredGateway {
  const named = new Set(fields.filter((each) => each.startsWith('bgpPeers|')).map((each) => each.slice(9)));
  const seen = new Map((observed.peers ?? []).map((each) => [each.address as string, each]));
  const kept = (fact.bgpPeers ?? []).flatMap((peer): readonly GatewayBgpPeer[] => {
    if (!named.has(peer.address)) return [peer];
    const other = seen.get(peer.address);
    return other ? [{ ...peer, peerAsn: other.peerAsn ?? peer.peerAsn }] : [];
  });
  const known = new Set(kept.map(({ address }) => address));
  const added = (observed.peers ?? []).flatMap(({ address, peerAsn }): readonly GatewayBgpPeer[] =>
    named.has(address) && !known.has(address) && peerAsn !== undefined ? [{ address, peerAsn }] : [],
  );
  return {
    ...fact,
    ...(fields.includes('asn') && observed.asn !== undefined ? { asn: observed.asn } : {}),
    ...(fields.includes('routerId') && observed.routerId !== undefined ? { routerId: observed.routerId } : {}),
    ...(named.size > 0 ? { bgpPeers: [...kept, ...added] } : {}),
  };
}

const NETWORK = ['vpc', 'serviceCidr', 'edgePodCidr', 'edgePodCidr6', 'nodeMask'] as const;
const OF_POOL = ['kind', 'interconnect', 'intranet', 'hostNetwork', 'vSwitches'] as const;
const OF_NODE = ['pool', 'address', 'address6', 'podCidr', 'podCidr6'] as const;

function clusterAsRead(
  fact: DeclaredCluster,
  cluster: Cluster,
  { subject }: Finding,
  fields: readonly string[],
): DeclaredCluster {
  if (subject.kind === 'pool') return { ...fact, nodePools: members(fact.nodePools, subject.key, 'key', asPool) };
  if (subject.kind === 'node') return { ...fact, nodes: members(fact.nodes, subject.key, 'name', asNode) };
  const gone = new Set(fields.filter((each) => each.includes('|')));
  return {
    ...fact,
    ...taken(cluster, NETWORK, fields),
    ...(fields.some((each) => each.startsWith('terway.')) ? terwayAsRead(cluster) : {}),
    ...(fact.nodePools ? { nodePools: fact.nodePools.filter(({ key }) => !gone.has(`nodePools|${key}`)) } : {}),
    ...(fact.nodes ? { nodes: fact.nodes.filter(({ name }) => !gone.has(`nodes|${name}`)) } : {}),
  };

  function asPool(said: NodePool): NodePool {
    const seen = cluster.nodePools?.find(({ key }) => key === said.key);
    return seen ? { ...said, ...taken(seen, OF_POOL, fields) } : said;
  }
  function asNode<T extends Omit<KubeNode, 'ready'>>(said: T): T {
    const seen = cluster.nodes?.find(({ name }) => name === said.name);
    return seen ? { ...said, ...taken(seen, OF_NODE, fields) } : said;
  }
}

function members<T extends object>(
  all: readonly T[] | undefined,
  name: string,
  by: keyof T,
  change: (each: T) => T,
): T[] | undefined {
  return all?.map((each) => (each[by] === name ? change(each) : each));
}

/** Those of the fields that were read as something. */
function taken<T extends object>(seen: T, names: readonly (keyof T & string)[], fields: readonly string[]): Partial<T> {
  const own = names.filter((name) => fields.includes(name) && seen[name] !== undefined);
  return Object.fromEntries(own.map((name) => [name, seen[name]])) as Partial<T>;
}

function terwayAsRead({ terway }: Cluster): Pick<DeclaredCluster, 'terway'> {
  const { vswitches, security_group } = terway?.eniConfig ?? {};
  return {
    terway: {
      eniConfig: { ...(vswitches ? { vswitches } : {}), ...(security_group === undefined ? {} : { security_group }) },
    },
  };
}

/** What is declared of a gateway whose session is up, with AS numbers and neighbour as the session proves them. A key proves nothing. */
export function provenGateway(index: EstateIndex, declared: DeclaredFacts, finding: Finding): RemedyForm | undefined {
  const vbr = index.vbrs.get(text(finding, 'vbr'));
  const session = vbr && sessionsOf(vbr).find(({ peer }) => peer.key === text(finding, 'peer'));
  const gateway: Gateway | undefined = session && gatewayOfSession(index, session);
  const address = session ? localOf(session) : null;
  const fact = declared.gateways.find(({ key }) => key === (gateway?.key ?? text(finding, 'gateway')));
  if (!session || !fact || address === null) return undefined;
  // What it was seen to hold, or a key that nobody may see, is not mended by what is declared.
  if (text(finding, 'cause') === 'key' || gateway?.observed?.peers) return { section: 'gateways', key: fact.key };
  const peerAsn = session.group.localAsn ?? CLOUD_ASN;
  const others = (fact.bgpPeers ?? []).filter((peer) => peer.address !== address);
  const own = fact.bgpPeers?.find((peer) => peer.address === address);
  const { authKey } = session.group;
  const peer = { ...(authKey ? { authKey } : {}), ...own, address: address as GatewayBgpPeer['address'], peerAsn };
  const asn = session.group.peerAsn ?? fact.asn;
  return form('gateways', fact.key, { ...fact, asn, bgpPeers: [...others, peer] });
}
