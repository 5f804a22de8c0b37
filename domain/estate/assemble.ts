import type { z } from 'zod';
import { comparePrefixes, type Prefix } from '@/domain/net/prefix';
import { oncePer, Remembered } from '@/domain/memo';
import { clustersOf } from './assemble-clusters';
import { gatewaysOf } from './assemble-gateways';
import type { BgpGroup } from './bgp';
import type { DeclaredFacts } from './declared';
import { ESTATE_API_VERSION, type Estate } from './estate';
import type { Vbr } from './express-connect';
import { keepSame } from './keep-same';
import { ObservedRows, type KnownPart } from './observed-rows';
import { orphansOf, type Orphan } from './orphans';
import type { PlacedRow } from './placed-row';
import type { Title } from './primitives';
import { without } from './projection';
import type { ObservedResource } from './resource';
import type { RouteTable } from './routes';
import { valuesOf } from './row-values';
import type { Vpc } from './vpc';

type Declared = { name: string; title?: z.infer<typeof Title>; declared: DeclaredFacts };

/** The estate of these observations and facts, and what has no place in it: handed back, never guessed into place. */
export function assemble({
  observed,
  known,
  ...declared
}: Declared & { observed: readonly ObservedResource[]; known: readonly KnownPart[] }): {
  estate: Estate;
  orphans: readonly Orphan[];
} {
  const rows = ObservedRows.of(observed, known);
  return { estate: estateOf({ ...declared, rows }), orphans: orphansOf(rows, declared.declared) };
}

/**
 * Nests flat observations back into the model and adds what is declared. A list inside an object is there only when its part
 * was read to its end: half a list would be taken for the whole. System routes stay out, the vSwitches say them.
 *
 * @param former an estate made earlier: whatever in it is as it was, is the very same object in the new one
 */
export function estateOf({ name, title, declared, rows }: Declared & { rows: ObservedRows }, former?: Estate): Estate {
  const facts = factsByKey(declared);
  const estate: Estate = {
    apiVersion: ESTATE_API_VERSION,
    kind: 'Estate',
    metadata: { name, ...(title ? { title } : {}) },
    sites: declared.sites,
    vpcs: rows.all('vpc').map((vpc) => vpcOf(vpc, rows, facts)),
    routerInterfaces: valuesOf(rows.all('router-interface')),
    transitRouters: declared.transitRouters,
    physicalConnections: rows
      .all('physical-connection')
      .map((row) => ({ ...row.value, ...facts.physicalConnections.get(row.key) })),
    vbrs: rows.all('vbr').map((vbr) => vbrOf(vbr, rows, facts)),
    gateways: gatewaysOf(rows, declared.gateways),
    clusters: clustersOf(rows, declared.clusters),
    flows: declared.flows,
  };
  return keepSame(former, estate);
}

type Facts = ReturnType<typeof factsByKey>;

const factsByKey = oncePer((declared: DeclaredFacts) => ({
  vpcs: index(declared.vpcs),
  vbrs: index(declared.vbrs),
  physicalConnections: index(declared.physicalConnections),
  routeTables: index(declared.routeTables),
  bgpGroups: index(declared.bgpGroups),
}));

/** Undefined members are dropped, so that an unsaid fact never erases an observation. */
function index<T extends { key: string }>(facts: readonly T[]): ReadonlyMap<string, T> {
  return new Map(facts.map((fact) => [fact.key, without(fact, []) as T]));
}

function vpcOf(vpc: PlacedRow<'vpc'>, rows: ObservedRows, facts: Facts): Vpc {
  const vSwitches = rows.ifKnown('v-switch', vpc);
  const routeTables = rows.ifKnown('route-table', vpc)?.map((row) => tableOf(row, rows, facts));
  return {
    ...vpc.value,
    ...(vSwitches ? { vSwitches: valuesOf(vSwitches) } : {}),
    ...(routeTables ? { routeTables } : {}),
    ...facts.vpcs.get(vpc.key),
  };
}

function tableOf(table: PlacedRow<'route-table'>, rows: ObservedRows, facts: Facts): RouteTable {
  const entries = rowsOf(table, rows);
  return {
    ...table.value,
    ...facts.routeTables.get(table.key),
    ...(entries ? { entries: entriesOf(entries) } : {}),
  };
}

function rowsOf(table: PlacedRow<'route-table'>, rows: ObservedRows) {
  return rows.ifKnown('route-entry', table, table.parent?.key);
}

function peersOf(group: PlacedRow<'bgp-group'>, rows: ObservedRows) {
  return rows.ifKnown('bgp-peer', group, group.parent?.key);
}

const entriesOf = oncePer((rows: readonly PlacedRow<'route-entry'>[]) =>
  byPrefix(valuesOf(rows).filter(({ type }) => type !== 'system')),
);

const networksOf = oncePer((rows: readonly PlacedRow<'bgp-network'>[]) => byPrefix(valuesOf(rows)));

function byPrefix<T extends { prefix: Prefix }>(values: readonly T[]): T[] {
  return [...values].sort((a, b) => comparePrefixes(a.prefix, b.prefix));
}

const vbrs = new Remembered<PlacedRow<'vbr'>, Vbr>(1);

/** The very same VBR while every row of it is, so that it need not be compared with the one of before. */
function vbrOf(vbr: PlacedRow<'vbr'>, rows: ObservedRows, facts: Facts): Vbr {
  const [table] = rows.below('route-table', vbr);
  const groups = rows.ifKnown('bgp-group', vbr);
  const peers = (groups ?? []).map((group) => peersOf(group, rows));
  const entries = table && rowsOf(table, rows);
  const rests = [facts, table, entries, groups, ...peers, rows.ifKnown('bgp-network', vbr)];
  return vbrs.of(vbr, rests, () => makeVbr(vbr, table, rows, facts));
}

function makeVbr(
  vbr: PlacedRow<'vbr'>,
  table: PlacedRow<'route-table'> | undefined,
  rows: ObservedRows,
  facts: Facts,
): Vbr {
  const bgpGroups = rows.ifKnown('bgp-group', vbr)?.map((row) => groupOf(row, rows, facts));
  const bgpNetworks = rows.ifKnown('bgp-network', vbr);
  return {
    ...vbr.value,
    ...(table ? { routeTable: tableOf(table, rows, facts) } : {}),
    ...(bgpGroups ? { bgpGroups } : {}),
    ...(bgpNetworks ? { bgpNetworks: networksOf(bgpNetworks) } : {}),
    ...facts.vbrs.get(vbr.key),
  };
}

function groupOf(group: PlacedRow<'bgp-group'>, rows: ObservedRows, facts: Facts): BgpGroup {
  const peers = peersOf(group, rows);
  return { ...group.value, ...facts.bgpGroups.get(group.key), ...(peers ? { peers: valuesOf(peers) } : {}) };
}
