import { z } from 'zod';
import { DomainError } from '@/domain/errors';
import type { Finding } from '@/domain/checks/finding';
import type { GatewayRoute, ObservedGatewayPeer } from '@/domain/estate/gateway';
import type { ResourceKind } from '@/domain/estate/resource';
import type { FactRef } from '@/domain/estate/sections';
import type { RouteTable } from '@/domain/estate/routes';
import { freshnessOf, type EstateView, type PartFreshness } from '@/domain/estate/view';
import type { Session } from '@/domain/routing/sessions/bgp-session';
import { configFields, declaredFieldsOf, type ConfigField } from '@/domain/topology/config-fields';
import { factsOf, type Fact } from '@/domain/topology/facts';
import type { Census } from '@/domain/topology/census';
import { FIRST_LAYERS, GRAPH_NODE_KINDS, nodeId, type GraphStatus, type Words } from '@/domain/topology/graph';
import { factOfDrawn, partsOf, resourcesOf, type Inspected } from '@/domain/topology/inspected';
import { query } from '../command';
import { loadDeclared } from '../estate/declared-facts';
import { loadJudgedEstate } from './judged-estate';
import { membersRead } from './members-read';
import { readingsOf } from './readings';

/** Rows of one table that are sent; the whole table is on the page of its object. */
const MOST_ROWS = 500;

export type InspectedTable = RouteTable & { rows: number };

/** All that the inspector shows of one thing. */
export type ObjectDetails = {
  /** as a picture names it, for who looks at it without one; null: no picture has it */
  drawn: { title: Words; sub?: Words; status: GraphStatus; parent?: string } | null;
  facts: readonly Fact[];
  fields: readonly ConfigField[];
  tables: readonly InspectedTable[];
  sessions: readonly Session[];
  gateway: { peers: readonly ObservedGatewayPeer[]; routes: readonly GatewayRoute[]; rows: number } | null;
  findings: readonly Finding[];
  /** under which its versions are kept, one for each kind of reading that speaks of it */
  resources: readonly { kind: ResourceKind; key: string }[];
  /** by which people declare it; null: nobody has */
  fact: FactRef | null;
  freshness: PartFreshness | null;
};

export const readObject = query({
  question: 'topology.object',
  permission: 'estate:read',
  input: z.strictObject({
    kind: z.enum(GRAPH_NODE_KINDS),
    key: z.string().max(600),
    at: z.iso.datetime().optional(),
  }),
  async run({ db, now }, { at: text, ...object }): Promise<ObjectDetails> {
    const at = text === undefined ? undefined : new Date(text);
    const { view, findings, census } = await loadJudgedEstate(db, { now, ...(at ? { at } : {}) });
    const facts = factsOf(view.estate, object);
    const parts = partsOf(view, object);
    const resources = resourcesOf(object);
    const readings = await readingsOf(db, view, resources, at);
    const { facts: said } = await loadDeclared(db, at);
    const members = membersRead(view, said, object);
    const declared = { ...declaredFieldsOf(said, object), ...members.declared };
    if (facts.length === 0 && readings.length === 0 && Object.keys(declared).length === 0)
      throw new DomainError('not-found', 'object-not-found', { object: object.key });
    const [first] = resources;
    return {
      drawn: drawnOf(census, object),
      facts,
      fields: configFields(declared, [...readings, ...members.readings]),
      tables: parts.tables.map(shortened),
      sessions: parts.sessions,
      gateway: parts.gateway?.observed ? gatewayOf(parts.gateway.observed) : null,
      findings: findings.filter((each) => concerns(each, object, parts.sessions)),
      resources: resources.filter(({ kind }) => readings.some((each) => each.kind === kind)),
      fact: factOfDrawn(said, object),
      freshness: first ? freshnessOf(view, first.kind, withinOf(view, first.key, object)) : null,
    };
  },
});

function drawnOf(census: Census, { kind, key }: Inspected): ObjectDetails['drawn'] {
  const id = nodeId(kind, key);
  const found = census.withLayers(FIRST_LAYERS).elements.find((each) => each.id === id);
  if (!found) return null;
  const { title, sub, status, parent } = found;
  return { title, ...(sub ? { sub } : {}), status, ...(parent === undefined ? {} : { parent }) };
}

/** Gateways, pools and nodes are read part by part: of this gateway, of this cluster. */
function withinOf({ estate }: EstateView, resourceKey: string, { kind, key }: Inspected): string | undefined {
  if (kind === 'gateway') return key;
  if (kind === 'pool') return estate.clusters.find(({ nodePools }) => nodePools?.some((each) => each.key === key))?.key;
  return kind === 'node' ? resourceKey.slice(0, resourceKey.indexOf('|')) : undefined;
}

function shortened(table: RouteTable): InspectedTable {
  const rows = table.entries?.length ?? 0;
  return { ...table, rows, ...(table.entries ? { entries: table.entries.slice(0, MOST_ROWS) } : {}) };
}

function gatewayOf({
  peers = [],
  routes = [],
}: {
  peers?: readonly ObservedGatewayPeer[];
  routes?: readonly GatewayRoute[];
}) {
  const known = peers.map(({ authKeyFingerprint: _, ...peer }) => peer);
  return { peers: known, routes: routes.slice(0, MOST_ROWS), rows: routes.length };
}

function concerns({ subject }: Finding, object: Inspected, sessions: readonly Session[]): boolean {
  if (subject.kind === object.kind) return subject.key === object.key;
  return subject.kind === 'bgp-peer' && sessions.some(({ peer }) => peer.key === subject.key);
}
