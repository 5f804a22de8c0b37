import type { Estate } from '@/domain/estate/estate';
import { inClusterKey } from '@/domain/estate/resource';
import type { GraphNodeKind } from './graph';

export type FactLabel =
  | 'name'
  | 'site'
  | 'status'
  | 'prefixes'
  | 'vSwitches'
  | 'opposite'
  | 'circuits'
  | 'vlan'
  | 'localGateway'
  | 'peerGateway'
  | 'localGateway6'
  | 'peerGateway6'
  | 'accessPoint'
  | 'businessStatus'
  | 'bandwidth'
  | 'asn'
  | 'routerId'
  | 'firewallGroup'
  | 'driver'
  | 'gatewayAddress'
  | 'cluster'
  | 'lan'
  | 'address'
  | 'podCidr'
  | 'ready'
  | 'hostPrefixes'
  | 'attachments'
  | 'zone'
  | 'kubelet'
  | 'poolState'
  | 'nodeCount'
  | 'software'
  | 'schedulable'
  | 'flannelBackend'
  | 'podCidrAsWritten';
export type Fact = { label: FactLabel; value: string; mono?: boolean };

type Known = readonly [FactLabel, string | number | undefined, 'mono'?];

/** What is known of an object, in the order one asks for it. What is not known is left out. */
export function factsOf(estate: Estate, node: { kind: GraphNodeKind; key: string }): readonly Fact[] {
  return knownOf(estate, node).flatMap(([label, value, mono]) =>
    value === undefined || value === '' ? [] : [{ label, value: String(value), ...(mono ? { mono: true } : {}) }],
  );
}

function knownOf(estate: Estate, { kind, key }: { kind: GraphNodeKind; key: string }): readonly Known[] {
  switch (kind) {
    case 'vpc':
      return vpcFacts(estate, key);
    case 'vbr':
      return vbrFacts(estate, key);
    case 'physical-connection':
      return circuitFacts(estate, key);
    case 'gateway':
      return gatewayFacts(estate, key);
    case 'router-interface': {
      const each = estate.routerInterfaces.find((other) => other.key === key);
      return [
        ['status', each?.status],
        ['opposite', each?.opposite, 'mono'],
      ];
    }
    case 'transit-router':
      return [
        [
          'attachments',
          estate.transitRouters
            .find((each) => each.key === key)
            ?.attachments.map((each) => each.router)
            .join(', '),
          'mono',
        ],
      ];
    case 'region':
    case 'site':
      return [['hostPrefixes', estate.sites.find((each) => each.key === key)?.hostPrefixes.join(', '), 'mono']];
    case 'lan': {
      const lan = estate.sites.flatMap((site) => site.lans).find((each) => each.key === key);
      return [
        ['prefixes', lan?.prefix, 'mono'],
        ['gatewayAddress', lan?.gatewayAddress, 'mono'],
      ];
    }
    case 'pool':
    case 'node':
      return clusterFacts(estate, key);
  }
}

function vpcFacts(estate: Estate, key: string): readonly Known[] {
  const vpc = estate.vpcs.find((each) => each.key === key);
  return [
    ['name', vpc?.name],
    ['site', vpc?.site, 'mono'],
    ['status', vpc?.status],
    ['prefixes', vpc?.prefixes.join(', '), 'mono'],
    ['vSwitches', vpc?.vSwitches?.length],
  ];
}

function vbrFacts(estate: Estate, key: string): readonly Known[] {
  const vbr = estate.vbrs.find((each) => each.key === key);
  return [
    ['name', vbr?.name],
    ['site', vbr?.site, 'mono'],
    ['status', vbr?.status],
    ['circuits', vbr?.physicalConnections.join(', '), 'mono'],
    ['vlan', vbr?.vlanId],
    ['localGateway', vbr?.localGatewayAddress, 'mono'],
    ['peerGateway', vbr?.peerGatewayAddress, 'mono'],
    ['localGateway6', vbr?.localGatewayAddress6, 'mono'],
    ['peerGateway6', vbr?.peerGatewayAddress6, 'mono'],
  ];
}

function circuitFacts(estate: Estate, key: string): readonly Known[] {
  const circuit = estate.physicalConnections.find((each) => each.key === key);
  return [
    ['name', circuit?.name],
    ['status', circuit?.status],
    ['businessStatus', circuit?.businessStatus],
    ['bandwidth', circuit?.bandwidthMbps === undefined ? undefined : `${circuit.bandwidthMbps} Mbps`],
    ['accessPoint', circuit?.accessPoint, 'mono'],
    ['site', circuit?.site, 'mono'],
  ];
}

function gatewayFacts(estate: Estate, key: string): readonly Known[] {
  const gateway = estate.gateways.find((each) => each.key === key);
  return [
    ['site', gateway?.site, 'mono'],
    ['driver', gateway?.driver],
    ['asn', gateway?.asn, 'mono'],
    ['routerId', gateway?.routerId, 'mono'],
    ['firewallGroup', gateway?.firewallGroup],
    ['address', gateway?.interfaces.map((each) => each.address).join(', '), 'mono'],
    ['software', gateway?.observed?.software],
  ];
}

function clusterFacts(estate: Estate, key: string): readonly Known[] {
  for (const cluster of estate.clusters) {
    const pool = cluster.nodePools?.find((each) => each.key === key);
    if (pool)
      return [
        ['cluster', cluster.key, 'mono'],
        ['site', pool.site, 'mono'],
        ['lan', pool.lan, 'mono'],
        ['vSwitches', pool.vSwitches?.join(', '), 'mono'],
        ['poolState', pool.state],
        ['nodeCount', pool.nodeCount],
      ];
    const node = cluster.nodes?.find((each) => inClusterKey(cluster.key, each.name) === key);
    if (node)
      return [
        ['cluster', cluster.key, 'mono'],
        ['address', node.address, 'mono'],
        ['podCidr', node.podCidr, 'mono'],
        ['podCidrAsWritten', node.podCidrAsWritten, 'mono'],
        ['ready', node.ready === undefined ? undefined : String(node.ready)],
        ['schedulable', node.schedulable === undefined ? undefined : String(node.schedulable)],
        ['zone', node.zone, 'mono'],
        ['kubelet', node.kubeletVersion, 'mono'],
        ['flannelBackend', node.flannel?.backendType, 'mono'],
      ];
  }
  return [];
}
