import type { DeclaredFacts } from '@/domain/estate/declared';
import type { Estate } from '@/domain/estate/estate';
import { tryParseInterfaceAddress } from '@/domain/net/interface-address';
import { addressCount, parsePrefix } from '@/domain/net/prefix';
import { CLOUD_SERVICES } from '@/domain/net/special';
import {
  blockId,
  clusterDomain,
  DEFAULT_DOMAIN,
  levelOf,
  type BlockOwner,
  type BlockRole,
  type DerivedBlock,
  type LedgerBlock,
} from './block';

type Parts = Pick<Estate, 'sites'> & { clusters: readonly Clustered[] };
type Clustered = Pick<
  Estate['clusters'][number],
  'key' | 'site' | 'serviceCidr' | 'edgePodCidr' | 'edgePodCidr6' | 'siteBlocks'
>;

function block(
  role: BlockRole,
  prefix: string,
  owner: BlockOwner,
  more: { site?: string; taken?: number; routingDomain?: string } = {},
): DerivedBlock {
  const { site, taken, routingDomain = DEFAULT_DOMAIN } = more;
  return {
    routingDomain,
    prefix: parsePrefix(prefix),
    role,
    owner,
    ...(site === undefined ? {} : { site }),
    ...(taken === undefined ? {} : { taken }),
  };
}

/** The blocks that an operator's own facts claim: these the database keeps from overlapping. */
export function declaredBlocks({ sites, clusters }: Pick<DeclaredFacts, 'sites' | 'clusters'>): DerivedBlock[] {
  return planned({ sites, clusters });
}

function planned({ sites, clusters }: Parts): DerivedBlock[] {
  return [
    ...sites.flatMap((site) => [
      ...site.hostPrefixes.map((prefix) => block('host', prefix, { kind: 'site', key: site.key }, { site: site.key })),
      ...site.lans.map((lan) => block('lan', lan.prefix, { kind: 'lan', key: lan.key }, { site: site.key })),
    ]),
    ...clusters.flatMap((cluster) => {
      const owner: BlockOwner = { kind: 'cluster', key: cluster.key };
      const at = cluster.site === undefined ? {} : { site: cluster.site };
      return [
        ...present(cluster.edgePodCidr).map((prefix) => block('edge-pods', prefix, owner, at)),
        ...present(cluster.edgePodCidr6).map((prefix) => block('edge-pods', prefix, owner, at)),
        ...present(cluster.serviceCidr).map((prefix) =>
          block('service', prefix, owner, { ...at, routingDomain: clusterDomain(cluster.key) }),
        ),
        ...(cluster.siteBlocks ?? []).map(({ site, prefix }) => block('site-block', prefix, owner, { site })),
      ];
    }),
  ];
}

function present<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}

/** Every block that follows from the estate, declared or observed, and the ranges the cloud keeps for itself. */
export function blocksOfEstate(estate: Estate): DerivedBlock[] {
  return [
    block('special', CLOUD_SERVICES, { kind: 'cloud', key: 'cloud-services' }),
    ...planned(estate),
    ...estate.vpcs.flatMap(blocksOfVpc),
    ...estate.vbrs.flatMap(linkOf),
    ...estate.clusters.flatMap(podBlocks),
  ];
}

function blocksOfVpc(vpc: Estate['vpcs'][number]): DerivedBlock[] {
  const at = vpc.site === undefined ? {} : { site: vpc.site };
  return [
    ...vpc.prefixes.map((prefix) => block('vpc', prefix, { kind: 'vpc', key: vpc.key }, at)),
    ...(vpc.vSwitches ?? []).map((vSwitch) =>
      block(
        'v-switch',
        vSwitch.prefix,
        { kind: 'v-switch', key: vSwitch.key, within: vpc.key },
        { ...at, ...takenOf(vSwitch.prefix, vSwitch.availableAddresses) },
      ),
    ),
  ];
}

/** The cloud keeps four addresses of every vSwitch: they count as taken. */
function takenOf(prefix: string, available: number | undefined): { taken?: number } {
  return available === undefined ? {} : { taken: Math.max(0, Number(addressCount(parsePrefix(prefix))) - available) };
}

function linkOf(vbr: Estate['vbrs'][number]): DerivedBlock[] {
  const parsed = vbr.localGatewayAddress === undefined ? null : tryParseInterfaceAddress(vbr.localGatewayAddress);
  if (!parsed?.ok) return [];
  const at = vbr.site === undefined ? {} : { site: vbr.site };
  return [block('link', parsed.value.prefix, { kind: 'vbr', key: vbr.key }, at)];
}

function podBlocks(cluster: Estate['clusters'][number]): DerivedBlock[] {
  const sites = new Map((cluster.nodePools ?? []).map((pool) => [pool.key, pool.site]));
  return (cluster.nodes ?? []).flatMap((node) => {
    const site = node.pool === undefined ? undefined : sites.get(node.pool);
    const owner: BlockOwner = { kind: 'node', key: node.name, within: cluster.key };
    return [...present(node.podCidr), ...present(node.podCidr6)].map((prefix) =>
      block('node-pods', prefix, owner, site === undefined ? {} : { site }),
    );
  });
}

/** A reservation as it is stored. */
export type Reservation = Omit<LedgerBlock, 'state' | 'owner' | 'taken'>;

/** All rows of the ledger: what the estate holds, each declared or observed, and what people have reserved. */
export function ledgerOf(
  estate: Estate,
  facts: Pick<DeclaredFacts, 'sites' | 'clusters'>,
  reservations: readonly Reservation[],
): LedgerBlock[] {
  const declared = new Set(declaredBlocks(facts).map(blockId));
  const derived = new Map<string, LedgerBlock>();
  for (const each of blocksOfEstate(estate)) {
    const id = blockId(each);
    const state = declared.has(id) ? 'declared' : 'observed';
    derived.set(id, { ...each, id, level: levelOf(each.role), state });
  }
  return [...derived.values(), ...reservations.map((each): LedgerBlock => ({ ...each, state: 'reserved' }))];
}
