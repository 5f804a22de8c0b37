import { canonicalJson } from '@/domain/canonical-json';
import type { Estate } from '@/domain/estate/estate';
import { inClusterKey } from '@/domain/estate/resource';
import { siteOfCircuits } from './circuit-sites';
import { nodeId, type Difference, type GraphNodeKind } from './graph';
import type { EstateIndex } from '@/domain/routing/estate-index';

/** One thing that differs between two times; `fields` name what differs in it, `routes` how many rows came and went. */
export type ObjectDifference = {
  id: string;
  kind: GraphNodeKind;
  key: string;
  difference: Difference;
  fields: readonly string[];
  routes: { added: number; removed: number };
};

type Described = { kind: GraphNodeKind; key: string; facts: Record<string, unknown>; routes: ReadonlySet<string> };

/** What came, went and changed from one estate to another, in order of ids. Counters of sessions are no difference. */
export function compareEstates(before: EstateIndex, after: EstateIndex): readonly ObjectDifference[] {
  const [old, fresh] = [describe(before), describe(after)];
  const ids = [...new Set([...old.keys(), ...fresh.keys()])].sort();
  return ids.flatMap((id): ObjectDifference[] => {
    const [was, is] = [old.get(id), fresh.get(id)];
    const either = is ?? was;
    if (!either) return [];
    const { kind, key } = either;
    const routes = { added: missingFrom(is?.routes, was?.routes), removed: missingFrom(was?.routes, is?.routes) };
    if (!was) return [{ id, kind, key, difference: 'added', fields: [], routes }];
    if (!is) return [{ id, kind, key, difference: 'removed', fields: [], routes }];
    const fields = fieldsApart(was.facts, is.facts);
    if (fields.length + routes.added + routes.removed === 0) return [];
    return [{ id, kind, key, difference: 'changed', fields, routes }];
  });
}

function missingFrom(of: ReadonlySet<string> = new Set(), from: ReadonlySet<string> = new Set()): number {
  return [...of].filter((each) => !from.has(each)).length;
}

function fieldsApart(was: Record<string, unknown>, is: Record<string, unknown>): readonly string[] {
  const text = (value: unknown) => (value === undefined ? '' : canonicalJson(value));
  return [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .sort()
    .filter((name) => was[name] !== is[name] && text(was[name]) !== text(is[name]));
}

function describe(index: EstateIndex): ReadonlyMap<string, Described> {
  const all = new Map<string, Described>();
  const add = (kind: GraphNodeKind, key: string, object: object, routes: Iterable<string> = []) =>
    all.set(nodeId(kind, key), { kind, key, facts: object as Record<string, unknown>, routes: new Set(routes) });
  const { estate } = index;
  for (const { lans, ...site } of estate.sites) {
    add(site.kind === 'cloud-region' ? 'region' : 'site', site.key, site);
    for (const lan of lans) add('lan', lan.key, lan);
  }
  for (const { routeTables, ...vpc } of estate.vpcs) add('vpc', vpc.key, vpc, routesOf(routeTables ?? []));
  for (const { routeTable, bgpGroups, ...vbr } of estate.vbrs)
    add('vbr', vbr.key, { ...vbr, bgpGroups: settingsOf(bgpGroups) }, routesOf(routeTable ? [routeTable] : []));
  const sites = siteOfCircuits(index);
  for (const each of estate.physicalConnections)
    add('physical-connection', each.key, { ...each, site: sites.get(each.key) });
  for (const each of estate.routerInterfaces) if (index.vbrs.has(each.router)) add('router-interface', each.key, each);
  for (const each of estate.transitRouters) add('transit-router', each.key, each);
  describeEdge(estate, add);
  return all;
}

type Add = (kind: GraphNodeKind, key: string, object: object, routes?: Iterable<string>) => void;

function describeEdge(estate: Estate, add: Add): void {
  for (const { observed, ...gateway } of estate.gateways) {
    const routes = observed?.routes?.filter((each) => each.best) ?? [];
    const peers = observed?.peers?.map(({ address, sessionState, adminDown }) => ({
      address,
      sessionState,
      adminDown,
    }));
    add(
      'gateway',
      gateway.key,
      { ...gateway, peers },
      routes.map((each) => `${each.prefix} ${each.nextHop ?? ''}`),
    );
  }
  for (const cluster of estate.clusters) {
    for (const pool of cluster.nodePools ?? []) add('pool', pool.key, pool);
    for (const node of cluster.nodes ?? []) add('node', inClusterKey(cluster.key, node.name), node);
  }
}

function settingsOf(groups: Estate['vbrs'][number]['bgpGroups']) {
  return groups?.map(({ peers, ...group }) => ({
    ...group,
    peers: peers?.map(({ observed, ...peer }) => ({ ...peer, sessionState: observed?.sessionState })),
  }));
}

function* routesOf(tables: readonly { key: string; entries?: readonly object[] }[]): Iterable<string> {
  for (const { key, entries } of tables) for (const entry of entries ?? []) yield `${key} ${canonicalJson(entry)}`;
}
