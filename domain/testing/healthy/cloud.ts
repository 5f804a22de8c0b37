import type { Design, VpcDesign } from './design';
import {
  clusterPrefix,
  neighbourPrefix,
  podPrefixes6Of,
  podPrefixesOf,
  vpcPrefix,
  vpcPrefix6,
  type LinkPlan,
  type SitePlan,
} from './plan';

type Hop = { kind: string; key: string };
const row = (prefix: string, hops: readonly Hop[], type = 'custom') => ({
  prefix,
  ...(hops.length === 1 ? { nextHop: hops[0] } : { nextHops: hops }),
  type,
  status: 'available',
});

const REGION = 'cn-hangzhou';
const zones = ['a', 'b'];
const hasSix = ({ clusters }: Design, vpc: number) => clusters.some((each) => each.vpc === vpc && each.dualStack);
const atVpc = (sites: readonly SitePlan[], vpc: number) => sites.filter((site) => site.vpc === vpc);

/** How a VPC names the way to a link. */
function towardLink({ by }: VpcDesign, vpc: number, link: LinkPlan): Hop {
  if (by === 'pair') return { kind: 'router-interface', key: `ri-${link.name}-vpc` };
  return towardTransit(by, vpc);
}

const towardTransit = (by: 'transit-router' | 'ecr', vpc: number): Hop =>
  by === 'ecr' ? { kind: 'ecr', key: `tr-${vpc}` } : { kind: 'transit-router-attachment', key: `tra-vpc-${vpc}` };

/** What a site has, with the links that it is sent over. */
function rangesOf(design: Design, site: SitePlan): readonly { prefix: string; links: readonly LinkPlan[] }[] {
  const over = (what: 'pods' | 'hosts') => site.links.filter(({ carries }) => carries.includes(what));
  return [
    ...[...podPrefixesOf(design, site), ...podPrefixes6Of(design, site)].map((prefix) => ({
      prefix,
      links: over('pods'),
    })),
    { prefix: site.hosts, links: over('hosts') },
  ];
}

function once(hops: readonly Hop[]): readonly Hop[] {
  return [...new Map(hops.map((hop) => [hop.key, hop])).values()];
}

export function vpcsOf(design: Design, sites: readonly SitePlan[]) {
  return design.vpcs.flatMap((own, vpc) => [aVpc(design, own, vpc, sites), ...neighbourOf(own, vpc, sites)]);
}

function aVpc(design: Design, own: VpcDesign, vpc: number, sites: readonly SitePlan[]) {
  const toSites = atVpc(sites, vpc).flatMap((site) =>
    rangesOf(design, site).map(({ prefix, links }) =>
      row(prefix, once(links.map((link) => towardLink(own, vpc, link)))),
    ),
  );
  const entries = own.nat ? [...toSites, row('0.0.0.0/0', [{ kind: 'nat-gateway', key: `ngw-${vpc}` }])] : toSites;
  const at = (third: number) => `172.${16 + vpc}.${third}.0`;
  const six = hasSix(design, vpc) ? [vpcPrefix6(vpc)] : [];
  const vSwitches = [
    ...zones.map((zone, n) => ({ key: `vsw-${vpc}-node-${zone}`, zone, prefix: `${at(n * 16)}/20` })),
    ...zones.map((zone, n) => ({ key: `vsw-${vpc}-pod-${zone}`, zone, prefix: `${at(64 + n * 32)}/19` })),
    { key: `vsw-${vpc}-other`, zone: 'c', prefix: `${at(160)}/20` },
    ...six.map(() => ({ key: `vsw-${vpc}-six`, prefix: `fd00:c${vpc}::/64` })),
  ];
  const ofPods = zones.map((zone) => `vsw-${vpc}-pod-${zone}`);
  const more = {
    one: [],
    'own-for-pods': [{ key: `vtb-${vpc}-pods`, kind: 'custom', vSwitches: ofPods, entries }],
    'one-more-for-others': [
      { key: `vtb-${vpc}-other`, kind: 'custom', vSwitches: [`vsw-${vpc}-other`], entries: [] },
      { key: `vtb-${vpc}-unused`, kind: 'custom', vSwitches: [], entries: [] },
    ],
  }[own.tables];
  const permits = [
    ...design.clusters.map((_, cluster) => clusterPrefix(cluster)),
    ...sites.map(({ at: site }) => `10.${64 + site}.0.0/16`),
  ].map((from) => ({ direction: 'ingress', from }));
  return {
    key: `vpc-${vpc}`,
    site: REGION,
    status: 'available',
    prefixes: [vpcPrefix(vpc), ...six],
    vSwitches: vSwitches.map((each) => ({ ...each, availableAddresses: 400, status: 'available' })),
    routeTables: [{ key: `vtb-${vpc}`, kind: 'system', quota: 200, entries }, ...more],
    ...(own.groups === 'none'
      ? {}
      : { securityGroups: [{ key: `sg-${vpc}`, ...(own.groups === 'told' ? { permits } : {}) }] }),
  };
}

/** The site that a VPC without clusters is joined to, and by which of its links. */
export function neighbourOn({ vpcs }: Design, site: SitePlan, link: LinkPlan, sites: readonly SitePlan[]): boolean {
  const isFirst = atVpc(sites, site.vpc)[0]?.key === site.key;
  const carrying = site.links.filter(({ carries }) => carries.includes('hosts'));
  // The other line would carry its answers too.
  return isFirst && (vpcs[site.vpc]?.neighbour ?? false) && carrying.length === 1 && carrying[0] === link;
}

function neighbourOf(own: VpcDesign, vpc: number, sites: readonly SitePlan[]) {
  const [site] = atVpc(sites, vpc);
  const carrying = site?.links.filter(({ carries }) => carries.includes('hosts')) ?? [];
  if (!own.neighbour || !site || carrying.length !== 1) return [];
  return [
    {
      key: `vpc-${vpc}-next`,
      site: REGION,
      status: 'available',
      prefixes: [neighbourPrefix(vpc)],
      vSwitches: [{ key: `vsw-${vpc}-next`, prefix: `172.${20 + vpc}.0.0/20`, status: 'available' }],
      routeTables: [
        {
          key: `vtb-${vpc}-next`,
          kind: 'system',
          entries: carrying.map(({ name }) =>
            row(site.hosts, [{ kind: 'router-interface', key: `ri-${name}-next-vpc` }]),
          ),
        },
      ],
    },
  ];
}

export function routerInterfacesOf(design: Design, sites: readonly SitePlan[]) {
  const pair = (name: string, vbr: string, vpc: string) => [
    { key: `ri-${name}-vbr`, router: vbr, opposite: `ri-${name}-vpc`, oppositeRouter: vpc, status: 'active' },
    { key: `ri-${name}-vpc`, router: vpc, opposite: `ri-${name}-vbr`, oppositeRouter: vbr, status: 'active' },
  ];
  return sites.flatMap((site) =>
    design.vpcs[site.vpc]?.by !== 'pair'
      ? []
      : site.links.flatMap((link) => [
          ...pair(link.name, link.vbr, `vpc-${site.vpc}`),
          ...(neighbourOn(design, site, link, sites)
            ? pair(`${link.name}-next`, link.vbr, `vpc-${site.vpc}-next`)
            : []),
        ]),
  );
}

export function transitRoutersOf(design: Design, sites: readonly SitePlan[]) {
  return design.vpcs.flatMap(({ by }, vpc) => {
    if (by === 'pair') return [];
    const attachment = (key: string): Hop => ({ kind: 'transit-router-attachment', key });
    const near = atVpc(sites, vpc);
    return [
      {
        key: `tr-${vpc}`,
        kind: by,
        attachments: [
          { key: `tra-vpc-${vpc}`, router: `vpc-${vpc}`, status: 'attached' },
          ...near.flatMap(({ links }) =>
            links.map(({ name, vbr }) => ({ key: `tra-${name}`, router: vbr, status: 'attached' })),
          ),
        ],
        routeTables: [
          {
            key: `vtb-tr-${vpc}`,
            entries: [
              ...[vpcPrefix(vpc), ...(hasSix(design, vpc) ? [vpcPrefix6(vpc)] : [])].map((prefix) =>
                row(prefix, [attachment(`tra-vpc-${vpc}`)]),
              ),
              ...near.flatMap((site) =>
                rangesOf(design, site).map(({ prefix, links }) =>
                  row(
                    prefix,
                    links.map(({ name }) => attachment(`tra-${name}`)),
                  ),
                ),
              ),
            ],
          },
        ],
      },
    ];
  });
}

export function vbrsOf(design: Design, sites: readonly SitePlan[]) {
  return sites.flatMap((site) => site.links.map((link) => aVbr(design, site, link, sites)));
}

function aVbr(design: Design, site: SitePlan, link: LinkPlan, sites: readonly SitePlan[]) {
  const own = design.vpcs[site.vpc];
  const by = own?.by ?? 'pair';
  const toSite = [{ kind: 'router-interface', key: link.vlanInterface }];
  const isBgp = site.routing === 'bgp';
  const has = (what: 'pods' | 'hosts') => site.uplink !== 'split' || link.carries.includes(what);
  const learnt = isBgp
    ? [
        ...(has('pods') ? podPrefixesOf(design, site) : []),
        ...(has('hosts') && site.hostsBy === 'bgp' ? [site.hosts] : []),
      ]
    : [];
  const written = [
    ...(has('pods') ? [...(isBgp ? [] : podPrefixesOf(design, site)), ...podPrefixes6Of(design, site)] : []),
    ...(has('hosts') && site.hostsBy === 'custom' ? [site.hosts] : []),
  ];
  const cloud = [vpcPrefix(site.vpc), ...(hasSix(design, site.vpc) ? [vpcPrefix6(site.vpc)] : [])];
  const toVpc =
    by === 'pair'
      ? [{ kind: 'router-interface', key: `ri-${link.name}-vbr` }]
      : [
          by === 'ecr'
            ? { kind: 'ecr', key: `tr-${site.vpc}` }
            : { kind: 'transit-router-attachment', key: `tra-${link.name}` },
        ];
  const hasNeighbour = neighbourOn(design, site, link, sites);
  const announced = [
    ...cloud.map((prefix) => ({ prefix, vpc: `vpc-${site.vpc}`, status: 'available' })),
    ...(hasNeighbour ? [{ prefix: neighbourPrefix(site.vpc), vpc: `vpc-${site.vpc}-next`, status: 'available' }] : []),
  ];
  return {
    key: link.vbr,
    site: REGION,
    physicalConnections: [link.circuit],
    vlanInterface: link.vlanInterface,
    vlanId: link.vlanId,
    status: 'active',
    localGatewayAddress: `${link.near}/30`,
    peerGatewayAddress: `${link.far}/30`,
    bfd: { minTxIntervalMs: 1000, minRxIntervalMs: 1000, detectMultiplier: 3 },
    mtu: 1500,
    routeTable: {
      key: `vtb-${link.name}`,
      kind: 'system',
      quota: 200,
      entries: [
        ...learnt.map((prefix) => row(prefix, toSite, 'bgp')),
        ...written.map((prefix) => row(prefix, toSite)),
        ...cloud.map((prefix) => row(prefix, toVpc, by === 'pair' ? 'custom' : by === 'ecr' ? 'ecr' : 'cen')),
        ...(hasNeighbour
          ? [row(neighbourPrefix(site.vpc), [{ kind: 'router-interface', key: `ri-${link.name}-next-vbr` }])]
          : []),
      ],
    },
    bgpGroups: isBgp ? [aGroup(site, link, learnt.length)] : [],
    bgpNetworks: isBgp && by === 'pair' ? announced : [],
  };
}

function aGroup(site: SitePlan, link: LinkPlan, receivedRoutes: number) {
  return {
    key: `bgpg-${link.name}`,
    localAsn: 45104,
    peerAsn: site.gatewayAsn,
    ipVersion: 'ipv4',
    isFakeAsn: false,
    authKey: { secret: `link-${link.name}` },
    ...(site.routeLimitTold ? { routeLimit: 110 } : {}),
    holdTimeSeconds: 30,
    keepaliveSeconds: 10,
    status: 'available',
    peers: [
      {
        key: `bgp-${link.name}`,
        address: link.far,
        status: 'available',
        bfd: { enabled: true, hops: 1 },
        observed: { sessionState: 'established', receivedRoutes, advertisedRoutes: 1 },
      },
    ],
  };
}
