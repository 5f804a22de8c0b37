import type { z } from 'zod';
import { comparePrefixes } from '@/domain/net/prefix';
import { clustersOf } from './assemble-clusters';
import { gatewaysOf } from './assemble-gateways';
import type { BgpGroup } from './bgp';
import type { DeclaredFacts } from './declared';
import { ESTATE_API_VERSION, type Estate } from './estate';
import type { Vbr } from './express-connect';
import { ObservedRows, type KnownPart } from './observed-rows';
import type { Title } from './primitives';
import { without } from './projection';
import type { ObservedResource, ResourceOf } from './resource';
import type { RouteTable } from './routes';
import type { Vpc } from './vpc';

/** A row without a place: an observation whose parent is not there, or a fact about something that nobody observed. */
export type Orphan = { origin: 'observed' | 'declared'; kind: string; key: string; missing: string };

type Input = {
  name: string;
  title?: z.infer<typeof Title>;
  declared: DeclaredFacts;
  observed: readonly ObservedResource[];
  known: readonly KnownPart[];
};

/**
 * Nests flat observations back into the model and adds what is declared. A list inside an object is there only when its part
 * was read to its end: half a list would be taken for the whole. System routes stay out, the vSwitches say them. What has no
 * parent is handed back, never guessed into place.
 */
export function assemble({ name, title, declared, observed, known }: Input): {
  estate: Estate;
  orphans: readonly Orphan[];
} {
  const rows = new ObservedRows(observed, known);
  const facts = factsByKey(declared);
  const estate: Estate = {
    apiVersion: ESTATE_API_VERSION,
    kind: 'Estate',
    metadata: { name, ...(title ? { title } : {}) },
    sites: declared.sites,
    vpcs: rows.all('vpc').map((vpc) => vpcOf(vpc, rows, facts)),
    routerInterfaces: rows.all('router-interface').map((row) => row.attributes),
    transitRouters: declared.transitRouters,
    physicalConnections: rows
      .all('physical-connection')
      .map((row) => ({ ...row.attributes, ...facts.physicalConnections.get(row.key) })),
    vbrs: rows.all('vbr').map((vbr) => vbrOf(vbr, rows, facts)),
    gateways: gatewaysOf(rows, declared.gateways),
    clusters: clustersOf(rows, declared.clusters),
    flows: declared.flows,
  };
  return { estate, orphans: [...unplacedRows(rows), ...unattachedFacts(rows, declared)] };
}

type Facts = ReturnType<typeof factsByKey>;

function factsByKey(declared: DeclaredFacts) {
  return {
    vpcs: index(declared.vpcs),
    vbrs: index(declared.vbrs),
    physicalConnections: index(declared.physicalConnections),
    routeTables: index(declared.routeTables),
    bgpGroups: index(declared.bgpGroups),
  };
}

/** Undefined members are dropped, so that an unsaid fact never erases an observation. */
function index<T extends { key: string }>(facts: readonly T[]): ReadonlyMap<string, T> {
  return new Map(facts.map((fact) => [fact.key, without(fact, []) as T]));
}

function vpcOf({ key, attributes }: ResourceOf<'vpc'>, rows: ObservedRows, facts: Facts): Vpc {
  const place = { kind: 'vpc', key } as const;
  const vSwitches = rows.ifKnown('v-switch', place)?.map((row) => without(row.attributes, ['vpc']));
  const routeTables = rows.ifKnown('route-table', place)?.map((row) => tableOf(row, rows, facts));
  return {
    ...attributes,
    ...(vSwitches ? { vSwitches } : {}),
    ...(routeTables ? { routeTables } : {}),
    ...facts.vpcs.get(key),
  };
}

function tableOf({ key, attributes }: ResourceOf<'route-table'>, rows: ObservedRows, facts: Facts): RouteTable {
  const entries = rows
    .ifKnown('route-entry', { kind: 'route-table', key }, attributes.router)
    ?.filter((row) => row.attributes.type !== 'system')
    .map((row) => without(row.attributes, ['routeTable', 'id']))
    .sort((a, b) => comparePrefixes(a.prefix, b.prefix));
  return {
    ...without(attributes, ['router', 'routerKind']),
    ...facts.routeTables.get(key),
    ...(entries ? { entries } : {}),
  };
}

function vbrOf({ key, attributes }: ResourceOf<'vbr'>, rows: ObservedRows, facts: Facts): Vbr {
  const place = { kind: 'vbr', key } as const;
  const table = rows.below('route-table', place)[0];
  const bgpGroups = rows.ifKnown('bgp-group', place)?.map((row) => groupOf(row, rows, facts));
  const bgpNetworks = rows
    .ifKnown('bgp-network', place)
    ?.map((row) => without(row.attributes, ['vbr']))
    .sort((a, b) => comparePrefixes(a.prefix, b.prefix));
  return {
    ...attributes,
    ...(table ? { routeTable: tableOf(table, rows, facts) } : {}),
    ...(bgpGroups ? { bgpGroups } : {}),
    ...(bgpNetworks ? { bgpNetworks } : {}),
    ...facts.vbrs.get(key),
  };
}

function groupOf({ key, attributes }: ResourceOf<'bgp-group'>, rows: ObservedRows, facts: Facts): BgpGroup {
  const peers = rows
    .ifKnown('bgp-peer', { kind: 'bgp-group', key }, attributes.vbr)
    ?.map((row) => without(row.attributes, ['group', 'vbr']));
  return { ...without(attributes, ['vbr']), ...facts.bgpGroups.get(key), ...(peers ? { peers } : {}) };
}

function unplacedRows(rows: ObservedRows): readonly Orphan[] {
  const unplaced = rows
    .unplaced()
    .map(({ row, missing }): Orphan => ({ origin: 'observed', kind: row.kind, key: row.key, missing }));
  // A VBR has exactly one table; a second one has no place in the model.
  const second = rows.all('vbr').flatMap(({ key }) => rows.below('route-table', { kind: 'vbr', key }).slice(1));
  return [
    ...unplaced,
    ...second.map((row): Orphan => ({
      origin: 'observed',
      kind: row.kind,
      key: row.key,
      missing: row.attributes.router,
    })),
  ];
}

function unattachedFacts(rows: ObservedRows, declared: DeclaredFacts): readonly Orphan[] {
  const of = (
    kind: 'vpc' | 'vbr' | 'physical-connection' | 'route-table' | 'bgp-group',
    facts: readonly { key: string }[],
  ) =>
    facts
      .filter((fact) => !rows.has(kind, fact.key))
      .map(({ key }): Orphan => ({ origin: 'declared', kind, key, missing: key }));
  return [
    ...undeclaredGateways(rows, declared),
    ...of('vpc', declared.vpcs),
    ...of('vbr', declared.vbrs),
    ...of('physical-connection', declared.physicalConnections),
    ...of('route-table', declared.routeTables),
    ...of('bgp-group', declared.bgpGroups),
  ];
}

/** What is read over a gateway's connector has no site and no driver until somebody declares the gateway. */
function undeclaredGateways(rows: ObservedRows, declared: DeclaredFacts): readonly Orphan[] {
  const known = new Set(declared.gateways.map(({ key }) => key));
  return rows
    .all('gateway')
    .filter(({ key }) => !known.has(key))
    .map(({ kind, key }): Orphan => ({ origin: 'observed', kind, key, missing: key }));
}
