import { assertNever } from '@/domain/errors';
import type { Estate } from './estate';
import type { Vbr } from './express-connect';
import { listedOfCluster, shownOfCluster } from './flatten-clusters';
import { shownOfGateway } from './flatten-gateways';
import { byText, without } from './projection';
import { bgpNetworkKey, RESOURCE_KINDS, routeEntryKey, type ObservedResource, type SourceSystem } from './resource';
import { nextHopsOf, type RouteEntry, type RouteTable } from './routes';
import { systemEntriesOf } from './system-routes';
import type { Vpc } from './vpc';

/**
 * The one statement of what a source can show of an estate. Over the VPC API that is everything of VPCs, circuits, VBRs and
 * their tables, without what people add to it: titles, the site something belongs to, secret references, quotas, security
 * groups, flows; over the container service clusters and their parts, over a cluster's own API its nodes and configurations,
 * over a gateway what it was seen to do. In canonical order, so that two such lists can be compared member by member.
 */
export function observableOver(system: SourceSystem, estate: Estate): readonly ObservedResource[] {
  return canonicalResources(shownOver(system, estate));
}

function shownOver(system: SourceSystem, estate: Estate): readonly ObservedResource[] {
  switch (system) {
    case 'vpc':
      return cloudOf(estate);
    case 'ack':
      return estate.clusters.filter((cluster) => cluster.managed !== false).flatMap(listedOfCluster);
    case 'kubernetes':
      return estate.clusters.flatMap(shownOfCluster);
    case 'gobgp':
    case 'frr':
      return estate.gateways.filter((gateway) => gateway.driver === system).flatMap(shownOfGateway);
    default:
      return assertNever(system);
  }
}

function cloudOf(estate: Estate): readonly ObservedResource[] {
  return [
    ...estate.vpcs.flatMap(resourcesOfVpc),
    ...estate.physicalConnections.map((each): ObservedResource => {
      return { kind: 'physical-connection', key: each.key, attributes: without(each, ['title', 'site']) };
    }),
    ...estate.routerInterfaces.map((each): ObservedResource => {
      return { kind: 'router-interface', key: each.key, attributes: without(each, []) };
    }),
    ...estate.vbrs.flatMap(resourcesOfVbr),
  ];
}

function resourcesOfVpc(vpc: Vpc): ObservedResource[] {
  const attributes = without(vpc, ['title', 'site', 'vSwitches', 'routeTables', 'securityGroups']);
  return [
    { kind: 'vpc', key: vpc.key, attributes },
    ...(vpc.vSwitches ?? []).map((each): ObservedResource => {
      return { kind: 'v-switch', key: each.key, attributes: { ...without(each, []), vpc: vpc.key } };
    }),
    ...(vpc.routeTables ?? []).flatMap((table) =>
      resourcesOfTable(table, { router: vpc.key, routerKind: 'vpc' }, systemEntriesOf(vpc)),
    ),
  ];
}

function resourcesOfVbr(vbr: Vbr): ObservedResource[] {
  const attributes = without(vbr, ['title', 'site', 'routeTable', 'bgpGroups', 'bgpNetworks']);
  const groups = vbr.bgpGroups ?? [];
  return [
    { kind: 'vbr', key: vbr.key, attributes },
    ...(vbr.routeTable ? resourcesOfTable(vbr.routeTable, { router: vbr.key, routerKind: 'vbr' }, []) : []),
    ...groups.map((group): ObservedResource => {
      return {
        kind: 'bgp-group',
        key: group.key,
        attributes: { ...without(group, ['peers', 'authKey']), vbr: vbr.key },
      };
    }),
    ...groups.flatMap((group) =>
      (group.peers ?? []).map((peer): ObservedResource => {
        return {
          kind: 'bgp-peer',
          key: peer.key,
          attributes: { ...without(peer, []), group: group.key, vbr: vbr.key },
        };
      }),
    ),
    ...(vbr.bgpNetworks ?? []).map((network): ObservedResource => {
      const key = bgpNetworkKey(vbr.key, network.prefix);
      return { kind: 'bgp-network', key, attributes: { ...without(network, []), vbr: vbr.key } };
    }),
  ];
}

function resourcesOfTable(
  table: RouteTable,
  owner: { router: string; routerKind: 'vpc' | 'vbr' },
  system: readonly RouteEntry[],
): ObservedResource[] {
  const entries = table.entries ? [...table.entries, ...system] : [];
  return [
    { kind: 'route-table', key: table.key, attributes: { ...without(table, ['entries', 'quota']), ...owner } },
    ...entries.map((entry): ObservedResource => {
      const hops = nextHopsOf(entry).map((hop) => hop.key);
      const key = routeEntryKey(table.key, entry.prefix, entry.type, hops);
      return { kind: 'route-entry', key, attributes: { ...without(entry, []), routeTable: table.key } };
    }),
  ];
}

/**
 * Resources in one order and one spelling: by kind and key, sets inside them sorted, without the ids that a source gives to
 * rows which are known by their place. What differs after this differs in fact.
 */
export function canonicalResources(resources: readonly ObservedResource[]): readonly ObservedResource[] {
  const rank = new Map(RESOURCE_KINDS.map((kind, at) => [kind, at]));
  return resources
    .map(canonicalResource)
    .sort((a, b) => (rank.get(a.kind) ?? 0) - (rank.get(b.kind) ?? 0) || byText(a.key, b.key));
}

function canonicalResource(resource: ObservedResource): ObservedResource {
  switch (resource.kind) {
    case 'route-entry': {
      const { nextHops } = resource.attributes;
      const attributes = without(resource.attributes, ['id']);
      if (!nextHops) return { ...resource, attributes };
      return {
        ...resource,
        attributes: { ...attributes, nextHops: [...nextHops].sort((a, b) => byText(a.key, b.key)) },
      };
    }
    case 'route-table': {
      const { vSwitches } = resource.attributes;
      const attributes = without(resource.attributes, []);
      return vSwitches
        ? { ...resource, attributes: { ...attributes, vSwitches: [...vSwitches].sort(byText) } }
        : { ...resource, attributes };
    }
    default:
      return { ...resource, attributes: without(resource.attributes, []) } as ObservedResource;
  }
}
