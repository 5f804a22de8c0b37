import type { VbrChoices, VpcChoices } from './arbitrary-cloud';

export const REGION = 'cn-hangzhou';

/** The ranges of the n-th VPC, data centre and its edge pods: apart from each other by construction. */
export const vpcPrefix = (vpc: number) => `192.168.${vpc * 64}.0/18`;
export const hostPrefix = (site: number) => `172.${16 + site}.0.0/16`;
export const podPrefix = (site: number) => `10.${site}.0.0/16`;
export const linkAddress = (vbr: number, end: 'cloud' | 'edge') => `169.254.${10 + vbr}.${end === 'cloud' ? 1 : 2}`;

/** VPCs, circuits, VBRs and the pairs between them; the n-th VBR joins the n-th VPC and data centre, round and round. */
export function cloudParts(vpcs: readonly VpcChoices[], vbrs: readonly VbrChoices[], sites: number) {
  const pairs = vpcs.length === 0 ? [] : vbrs.map((_, at) => at);
  const vpcOf = (vbr: number) => vbr % vpcs.length;
  return {
    vpcs: vpcs.map((choices, at) =>
      generatedVpc(
        choices,
        at,
        pairs.filter((vbr) => vpcOf(vbr) === at),
      ),
    ),
    routerInterfaces: [
      ...pairs.map((at) => ({
        key: `ri-vbr-${at}`,
        router: `vbr-${at}`,
        opposite: `ri-vpc-${at}`,
        oppositeRouter: `vpc-${vpcOf(at)}`,
        status: 'active',
      })),
      ...pairs.map((at) => ({
        key: `ri-vpc-${at}`,
        router: `vpc-${vpcOf(at)}`,
        opposite: `ri-vbr-${at}`,
        oppositeRouter: `vbr-${at}`,
        status: 'active',
      })),
    ],
    physicalConnections: vbrs.map((choices, at) => ({
      key: `pc-${at}`,
      title: choices.title,
      site: choices.siteKnown && sites > 0 ? `dc-${at % sites}` : undefined,
      accessPoint: 'ap-cn-hangzhou-xh-b',
      status: 'enabled',
      businessStatus: choices.businessStatus,
      bandwidthMbps: choices.bandwidthMbps,
    })),
    vbrs: vbrs.map((choices, at) => generatedVbr(choices, at, vpcs.length, sites)),
  };
}

function generatedVpc(choices: VpcChoices, at: number, vbrs: readonly number[]) {
  const vSwitches = choices.vSwitches?.map((each, n) => ({
    key: `vsw-${at}-${n}`,
    name: each.name,
    zone: `cn-hangzhou-${'hij'[n]}`,
    prefix: `192.168.${at * 64 + n * 8}.0/21`,
    availableAddresses: each.free,
    status: 'available',
  }));
  const system = {
    key: `vtb-vpc-${at}`,
    kind: 'system',
    quota: choices.quota,
    vSwitches: vSwitches?.map((each) => each.key),
    entries: choices.entriesKnown ? vpcEntries(choices, vbrs) : undefined,
  };
  const custom = {
    key: `vtb-vpc-${at}-own`,
    kind: 'custom',
    name: choices.description,
    entries: choices.entriesKnown ? [] : undefined,
  };
  return {
    key: `vpc-${at}`,
    name: choices.name,
    title: choices.title,
    site: choices.siteKnown ? REGION : undefined,
    vRouter: `vrt-${at}`,
    status: 'available',
    prefixes: [vpcPrefix(at), ...(choices.ipv6 ? [`2001:db8:${at + 1}::/56`] : [])],
    vSwitches,
    routeTables: choices.tablesKnown ? [system, ...(choices.customTable ? [custom] : [])] : undefined,
    securityGroups: choices.permits
      ? [{ key: `sg-${at}`, permits: choices.permits.map((from) => ({ direction: 'ingress', from })) }]
      : undefined,
  };
}

/** A route toward every VBR of the VPC, several at once where there are several; sorted by prefix. */
function vpcEntries(choices: VpcChoices, vbrs: readonly number[]) {
  if (vbrs.length === 0) return [];
  const hops = vbrs.map((vbr) => ({ kind: 'router-interface', key: `ri-vpc-${vbr}`, weight: 100 }));
  const way = hops.length > 1 ? { nextHops: hops } : { nextHop: hops[0] };
  return [
    { prefix: '10.0.0.0/8', ...way, type: 'custom', status: choices.entryStatus, description: choices.description },
    { prefix: '172.16.0.0/12', nextHop: hops[0], type: 'custom', status: 'available' },
    ...(choices.ipv6 ? [{ prefix: '2001:db8:8000::/33', nextHop: hops[0], type: 'custom', status: 'available' }] : []),
  ];
}

function linkEnds({ ipv6 }: VbrChoices, at: number) {
  const six = (end: 1 | 2) => `2001:db8:ffff:${at + 1}::${end}/126`;
  return {
    localGatewayAddress: `${linkAddress(at, 'cloud')}/30`,
    peerGatewayAddress: `${linkAddress(at, 'edge')}/30`,
    ipv6Enabled: ipv6,
    ...(ipv6 ? { localGatewayAddress6: six(1), peerGatewayAddress6: six(2) } : {}),
  };
}

function generatedVbr(choices: VbrChoices, at: number, vpcs: number, sites: number) {
  const toSite = { kind: 'router-interface', key: `ri-vlan-${at}` };
  const site = sites === 0 ? 0 : at % sites;
  const entries = [
    ...(choices.bgpRoute ? [{ prefix: podPrefix(site), nextHop: toSite, type: 'bgp', status: 'available' }] : []),
    { prefix: hostPrefix(site), nextHop: toSite, type: 'custom', status: choices.entryStatus },
    ...(vpcs > 0
      ? [
          {
            prefix: vpcPrefix(at % vpcs),
            nextHop: { kind: 'router-interface', key: `ri-vbr-${at}` },
            type: 'custom',
            status: 'available',
          },
        ]
      : []),
    ...(choices.ipv6 ? [{ prefix: '2001:db8:9000::/36', nextHop: toSite, type: 'custom', status: 'available' }] : []),
  ];
  return {
    key: `vbr-${at}`,
    name: choices.name,
    title: choices.title,
    site: choices.siteKnown ? REGION : undefined,
    physicalConnections: [`pc-${at}`],
    vlanInterface: `ri-vlan-${at}`,
    vlanId: 100 + at,
    status: 'active',
    ...linkEnds(choices, at),
    bfd: choices.bfd,
    mtu: 1500,
    routeTable: {
      key: `vtb-vbr-${at}`,
      kind: 'system',
      quota: choices.quota,
      entries: choices.entriesKnown ? entries : undefined,
    },
    bgpGroups: choices.groups?.map(({ secret, peers, ...group }, n) => ({
      key: `bgpg-${at}-${n}`,
      ...group,
      ipVersion: 'ipv4',
      isFakeAsn: false,
      holdTimeSeconds: 30,
      keepaliveSeconds: 10,
      authKey: secret ? { secret: `key-${at}` } : undefined,
      peers: peers?.map((peer, p) => ({
        key: `bgp-${at}-${n}-${p}`,
        address: p === 0 && n === 0 ? linkAddress(at, 'edge') : `172.16.${at}.${n * 8 + p + 1}`,
        ...peer,
      })),
    })),
    bgpNetworks:
      choices.networksKnown && vpcs > 0
        ? [{ prefix: vpcPrefix(at % vpcs), vpc: `vpc-${at % vpcs}`, status: 'available' }]
        : undefined,
  };
}
