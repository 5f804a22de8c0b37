import type { ClusterChoices, SiteChoices } from './arbitrary-edge';
import type { VpcChoices } from './arbitrary-cloud';
import { hostPrefix, linkAddress, podPrefix, REGION, vpcPrefix } from './generated-cloud';

const CLOUD_ASN = 45104;

/** Sites with their gateways, the cluster over them, and the flows between. */
export function edgeParts(
  sites: readonly SiteChoices[],
  vpcs: readonly VpcChoices[],
  vbrs: number,
  cluster: ClusterChoices | undefined,
) {
  const region = { key: REGION, kind: 'cloud-region' };
  return {
    sites: [region, ...sites.map(generatedSite)],
    gateways: sites.flatMap((choices, at) =>
      choices.gateway ? [generatedGateway(choices, at, vbrsAt(at, sites.length, vbrs))] : [],
    ),
    clusters: cluster ? [generatedCluster(cluster, sites, vpcs)] : [],
    flows: cluster ? flowsOf(cluster, sites.length) : [],
  };
}

function vbrsAt(site: number, sites: number, vbrs: number): readonly number[] {
  return Array.from({ length: vbrs }, (_, at) => at).filter((at) => at % sites === site);
}

const lanPrefix = (site: number, lan: number) => `172.${16 + site}.${10 + lan}.0/24`;

function generatedSite(choices: SiteChoices, at: number) {
  return {
    key: `dc-${at}`,
    kind: 'data-centre',
    title: choices.title,
    location: choices.location,
    hostPrefixes: [hostPrefix(at)],
    lans: Array.from({ length: choices.lans }, (_, lan) => ({
      key: `dc-${at}/lan-${lan}`,
      prefix: lanPrefix(at, lan),
      gatewayAddress: lan === 0 ? `172.${16 + at}.10.1` : undefined,
    })),
  };
}

function generatedGateway(choices: SiteChoices, at: number, vbrs: readonly number[]) {
  const intent = choices.intentKnown
    ? {
        aggregates: [{ prefix: podPrefix(at), summaryOnly: true, discard: false }],
        networks: [hostPrefix(at)],
        staticRoutes: [
          { prefix: '192.168.0.0/16', discard: true },
          ...vbrs.map((vbr) => ({ prefix: vpcPrefix(vbr), nextHop: linkAddress(vbr, 'cloud') })),
        ],
        filters: vbrs.map((vbr) => ({ peer: linkAddress(vbr, 'cloud'), direction: 'out', permit: [podPrefix(at)] })),
      }
    : {};
  return {
    key: `gw-${at}`,
    title: choices.title,
    site: `dc-${at}`,
    driver: choices.driver,
    routerId: `172.${16 + at}.0.1`,
    asn: 65001 + at,
    interfaces: [
      ...vbrs.map((vbr) => ({
        name: `uplink-${vbr}`,
        address: `${linkAddress(vbr, 'edge')}/30`,
        circuit: `pc-${vbr}`,
        vlanId: 100 + vbr,
      })),
      ...(choices.lans > 0 ? [{ name: 'lan-0', address: `172.${16 + at}.10.1/24`, lan: `dc-${at}/lan-0` }] : []),
    ],
    bgpPeers: choices.peersKnown
      ? vbrs.map((vbr) => ({
          address: linkAddress(vbr, 'cloud'),
          peerAsn: CLOUD_ASN,
          authKey: { secret: `key-${vbr}` },
          bfd: true,
        }))
      : undefined,
    ...intent,
    permits: choices.permits,
  };
}

function generatedCluster(choices: ClusterChoices, sites: readonly SiteChoices[], vpcs: readonly VpcChoices[]) {
  const podSwitch = vpcs[0]?.vSwitches?.length ? ['vsw-0-0'] : [];
  return {
    key: 'c-0',
    title: choices.title,
    site: REGION,
    vpc: vpcs.length > 0 ? 'vpc-0' : undefined,
    kubernetesVersion: choices.version,
    serviceCidr: '172.30.0.0/20',
    edgePodCidr: '10.0.0.0/8',
    nodeMask: 25,
    terway: choices.terway
      ? {
          addOn: { name: 'terway-edge', state: 'active', config: choices.addOnConfig },
          eniConfig: {
            max_pool_size: 5,
            ...(choices.podSwitches ? { vswitches: { 'cn-hangzhou-h': podSwitch } } : {}),
          },
        }
      : undefined,
    flannel: choices.flannel ? { netConf: { Network: '10.0.0.0/8', Backend: { Type: 'route' } } } : undefined,
    nodePools: [
      { key: 'np-cloud', kind: 'cloud', vSwitches: podSwitch },
      ...sites.map((site, at) => ({
        key: `np-dc-${at}`,
        kind: 'edge',
        site: `dc-${at}`,
        lan: site.lans > 0 ? `dc-${at}/lan-0` : undefined,
        interconnect: 'private',
        hostNetwork: choices.hostNetwork,
      })),
    ],
    siteBlocks: sites.map((_, at) => ({ site: `dc-${at}`, prefix: podPrefix(at) })),
    nodes: choices.nodes?.map((node, n) => ({
      name: `node-${n}`,
      pool: sites.length > 0 ? `np-dc-${n % sites.length}` : 'np-cloud',
      address: sites.length > 0 ? `172.${16 + (n % sites.length)}.10.${11 + n}` : `192.168.0.${10 + n}`,
      podCidr: node.podCidr && sites.length > 0 ? `10.${n % sites.length}.${n}.0/25` : undefined,
      ready: node.ready,
      speaker: node.speaker,
    })),
  };
}

function flowsOf(choices: ClusterChoices, sites: number) {
  return Array.from({ length: sites }, (_, at) => at).flatMap((at) => [
    {
      key: `cloud-to-dc-${at}`,
      title: choices.flowTitle,
      from: { pool: 'np-cloud' },
      to: { site: `dc-${at}` },
      mustHold: choices.mustHold,
    },
    { key: `dc-${at}-to-address`, from: { pool: `np-dc-${at}` }, to: { prefix: '192.0.2.0/24' }, mustHold: false },
  ]);
}
