import { Dice } from '../oracle/dice';

/**
 * How a data centre hangs on the cloud: by one VBR; by two of equal weight; by two of which one is preferred both ways; or by two with a
 * gateway each, one for the pods and one for the hosts.
 */
export const UPLINKS = ['single', 'equal', 'preferred', 'split'] as const;
export type Uplink = (typeof UPLINKS)[number];

/** How a gateway comes to know pod subnets: speakers of the LAN, every node for itself, or rows that somebody wrote. */
export const ANNOUNCED = ['by-speakers', 'by-owners', 'by-hand'] as const;
export type Announced = (typeof ANNOUNCED)[number];

export type SiteDesign = {
  at: number;
  vpc: number;
  /** clusters that have a LAN with nodes here */
  clusters: readonly number[];
  uplink: Uplink;
  preferred: 0 | 1;
  /** one with both links, or one for each */
  gateways: 1 | 2;
  /** what VBR and gateway tell each other, or rows on both that somebody wrote */
  routing: 'bgp' | 'static';
  announced: Announced;
  speakerNextHop: 'self' | 'owner';
  nodesPerLan: number;
  /** what goes to the VBR: the site's block alone, or a subnet for each node */
  sum: 'aggregate' | 'subnets';
  filtered: boolean;
  hostsBy: 'bgp' | 'custom';
  defaultRoute: boolean;
  driver: 'gobgp' | 'frr';
  routeLimitTold: boolean;
};

export type VpcDesign = {
  by: 'pair' | 'transit-router' | 'ecr';
  nat: boolean;
  tables: 'one' | 'own-for-pods' | 'one-more-for-others';
  groups: 'told' | 'without-permits' | 'none';
  /** a second VPC behind the first site's VBR that has no cluster and talks to hosts alone */
  neighbour: boolean;
};

export type ClusterDesign = { vpc: number; kind: 'edge' | 'self-managed'; dualStack: boolean };

export type Design = {
  seed: number;
  vpcs: readonly VpcDesign[];
  clusters: readonly ClusterDesign[];
  sites: readonly SiteDesign[];
  /** whether sources read the gateways */
  read: boolean;
};

/** One of the designs that people build, the same for the same seed. All of them work. */
export function designOf(seed: number): Design {
  const dice = new Dice(seed);
  const vpcs = dice.list(1, 2, () => aVpc(dice));
  const clusters = vpcs.flatMap((_, vpc) => dice.list(1, 2, () => aCluster(dice, vpc)));
  const sites = dice.list(1, 3, (at) => aSite(dice, at, clusters));
  return { seed, vpcs, clusters, sites, read: dice.chance(0.4) };
}

function aVpc(dice: Dice): VpcDesign {
  const by = dice.of(['pair', 'pair', 'transit-router', 'ecr'] as const);
  return {
    by,
    nat: dice.chance(0.3),
    tables: dice.of(['one', 'own-for-pods', 'one-more-for-others']),
    groups: dice.of(['told', 'without-permits', 'none']),
    neighbour: by === 'pair' && dice.chance(0.3),
  };
}

function aCluster(dice: Dice, vpc: number): ClusterDesign {
  return { vpc, kind: dice.of(['edge', 'edge', 'self-managed']), dualStack: dice.chance(0.2) };
}

function aSite(dice: Dice, at: number, clusters: readonly ClusterDesign[]): SiteDesign {
  const first = dice.below(clusters.length);
  const vpc = clusters[first]?.vpc ?? 0;
  const second = clusters.findIndex((each, index) => each.vpc === vpc && index !== first);
  const uplink = dice.of(UPLINKS);
  const gateways = uplink === 'split' || (uplink !== 'single' && dice.chance(0.5)) ? 2 : 1;
  const routing = dice.of(['bgp', 'bgp', 'static'] as const);
  return {
    at,
    vpc,
    clusters: second >= 0 && dice.chance(0.4) ? [first, second] : [first],
    uplink,
    preferred: dice.of([0, 1]),
    gateways,
    routing,
    announced: dice.of(ANNOUNCED),
    speakerNextHop: dice.of(['self', 'owner']),
    nodesPerLan: 2 + dice.below(3),
    sum: dice.of(['aggregate', 'subnets']),
    filtered: dice.chance(0.6),
    hostsBy: routing === 'bgp' ? dice.of(['bgp', 'custom']) : 'custom',
    defaultRoute: dice.chance(0.3),
    // GoBGP takes one of two equal ways.
    driver: uplink === 'equal' && gateways === 1 ? 'frr' : dice.of(['gobgp', 'frr']),
    routeLimitTold: dice.chance(0.7),
  };
}
