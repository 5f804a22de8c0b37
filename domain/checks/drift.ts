import type { Cluster, KubeNode, NodePool } from '@/domain/estate/cluster';
import type { DeclaredCluster, DeclaredFacts } from '@/domain/estate/declared';
import type { Gateway } from '@/domain/estate/gateway';
import type { ResourceKind } from '@/domain/estate/resource';
import { oncePer, oncePerPair, Remembered } from '@/domain/memo';
import { evidenceOf, type EstateIndex } from '@/domain/routing/estate-index';
import type { Owner } from '@/domain/routing/verdict';
import { ABSENT, comparedParts, comparedPeers } from '@/domain/topology/compared-members';
import { configFields } from '@/domain/topology/config-fields';

/** A field that is declared as one thing and read as another, in the words of the object's page. `—`: one side has it not. */
export type DriftedField = { field: string; declared: string; observed: string };

/** An object that is not as it is declared; `within` is the gateway or cluster of which its fields are read. */
export type Drift = {
  subject: { kind: 'gateway' | 'cluster' | 'pool' | 'node'; key: string };
  within: string;
  owner: Owner;
  fields: readonly DriftedField[];
};

/** Fields of one object that come of one reading. */
type Part = { subject: Drift['subject']; reads: readonly ResourceKind[]; fields: readonly DriftedField[] };

type Members = Readonly<Record<string, unknown>>;

/**
 * Everything that a fresh reading shows other than it is declared. Cloud routers are not here: what is declared of them no source
 * reads. Of a part that is silent, or was never read, nothing is said.
 */
export function driftIn(index: EstateIndex, declared: DeclaredFacts | undefined): readonly Drift[] {
  const { gateways, clusters } = index.estate;
  return drifts.of(gateways, [index.readings, clusters, declared?.clusters], () => findDrift(index, declared));
}

/** Of route tables nothing is declared: a changed row asks no gateway and no node. */
const drifts = new Remembered<readonly Gateway[], readonly Drift[]>();

function findDrift(index: EstateIndex, declared: DeclaredFacts | undefined): readonly Drift[] {
  const facts = factsOf(declared?.clusters ?? NONE);
  return [
    ...[...index.gateways.values()].flatMap((gateway) =>
      asRead(index, partsOfGateway(gateway), { within: gateway.key, owner: 'idc' }),
    ),
    ...index.estate.clusters.flatMap((cluster) => {
      const said = facts.get(cluster.key);
      return said ? asRead(index, partsOfCluster(said, cluster), { within: cluster.key, owner: 'cluster' }) : [];
    }),
  ];
}

const NONE: readonly never[] = [];
const factsOf = oncePer((all: readonly DeclaredCluster[]) => new Map(all.map((each) => [each.key, each])));

function asRead(
  index: EstateIndex,
  parts: readonly Part[],
  { within, owner }: Pick<Drift, 'within' | 'owner'>,
): readonly Drift[] {
  const bySubject = new Map<string, Drift>();
  for (const { subject, reads, fields } of parts) {
    if (reads.some((kind) => evidenceOf(index, kind, within).kind === 'stale')) continue;
    const name = `${subject.kind} ${subject.key}`;
    const known = bySubject.get(name);
    bySubject.set(name, { subject, within, owner, fields: [...(known?.fields ?? []), ...fields] });
  }
  return [...bySubject.values()];
}

/** A gateway stands in the estate as it is declared, and what it was seen to do beside that. */
const partsOfGateway = oncePer(({ key, asn, routerId, bgpPeers, observed }: Gateway): readonly Part[] => {
  const subject = { kind: 'gateway', key } as const;
  const own = differing({ asn, routerId }, { asn: observed?.asn, routerId: observed?.routerId });
  const peers = comparedPeers(bgpPeers, observed?.peers);
  return withFields([
    { subject, reads: ['gateway'], fields: own },
    { subject, reads: ['gateway-peer'], fields: differing(peers.declared, peers.observed) },
  ]);
});

const NETWORK = ['vpc', 'serviceCidr', 'edgePodCidr', 'edgePodCidr6', 'nodeMask'] as const;
const OF_POOL = ['kind', 'interconnect', 'intranet', 'hostNetwork', 'vSwitches'] as const;
const OF_NODE = ['pool', 'address', 'address6', 'podCidr', 'podCidr6'] as const;

/**
 * A cluster stands in the estate as it was read, and as it is declared only where nobody reads it: there the two are the same. Of
 * its lists what is declared and not there is told of the cluster, what is another thing of the pool or the node itself.
 */
const partsOfCluster = oncePerPair((said: DeclaredCluster, cluster: Cluster): readonly Part[] => {
  const subject = { kind: 'cluster', key: cluster.key } as const;
  const pools = new Map((cluster.nodePools ?? []).map((each) => [each.key, each]));
  const nodes = new Map((cluster.nodes ?? []).map((each) => [each.name, each]));
  const lists = comparedParts(said, { pools: cluster.nodePools ?? [], nodes: cluster.nodes ?? [] });
  const absent = differing(lists.declared, lists.observed).filter(({ observed }) => observed === ABSENT);
  const inList = (section: string) => absent.filter(({ field }) => field.startsWith(`${section}|`));
  return withFields([
    { subject, reads: ['cluster'], fields: differing(pick(said, NETWORK), pick(cluster, NETWORK)) },
    { subject, reads: ['eni-config'], fields: differing(terwayOf(said), terwayOf(cluster)) },
    { subject, reads: ['node-pool'], fields: inList('nodePools') },
    { subject, reads: NODE_LISTS, fields: inList('nodes') },
    ...(said.nodePools ?? []).map((pool) => partOfPool(pool, pools.get(pool.key))),
    ...(said.nodes ?? []).map((node) => partOfNode(node, nodes.get(node.name))),
  ]);
});

/** Two systems list nodes; where one of them is silent nobody knows whose word the estate has. */
const NODE_LISTS = ['node', 'cluster-node'] as const satisfies readonly ResourceKind[];

function partOfPool(said: NodePool, seen: NodePool | undefined): Part {
  const fields = seen ? differing(pick(said, OF_POOL), pick(seen, OF_POOL)) : [];
  return { subject: { kind: 'pool', key: said.key }, reads: ['node-pool'], fields };
}

function partOfNode(said: Omit<KubeNode, 'ready'>, seen: KubeNode | undefined): Part {
  const fields = seen ? differing(pick(said, OF_NODE), pick(seen, OF_NODE)) : [];
  return { subject: { kind: 'node', key: said.name }, reads: NODE_LISTS, fields };
}

function terwayOf({ terway }: Pick<DeclaredCluster, 'terway'>): Members {
  const { vswitches, security_group } = terway?.eniConfig ?? {};
  return { terway: { eniConfig: { vswitches, security_group } } };
}

function pick<T extends object>(value: T, names: readonly (keyof T & string)[]): Members {
  return Object.fromEntries(names.map((name) => [name, value[name]]));
}

function withFields(parts: readonly Part[]): readonly Part[] {
  return parts.filter(({ fields }) => fields.length > 0);
}

/** The comparison that the object's page shows. Of thousands of nodes nearly all are the very same, which is seen without it. */
function differing(declared: Members, observed: Members): readonly DriftedField[] {
  const isOther = (name: string) => observed[name] !== undefined && observed[name] !== declared[name];
  if (!Object.keys(declared).some((name) => declared[name] !== undefined && isOther(name))) return [];
  return configFields(declared, [{ source: '', observedAt: null, stale: false, attributes: observed }]).flatMap(
    ({ field, drift, declared: said, observed: seen }) =>
      drift && said !== undefined && seen !== undefined ? [{ field, declared: said, observed: seen }] : [],
  );
}
