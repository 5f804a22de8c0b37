import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { messagesFor } from '@/components/i18n/messages';
import { DeclaredFacts } from '@/domain/estate/declared';
import { estateJsonSchema, type JsonSchema } from '@/domain/estate/file/json-schema';
import { ObservedResource, type ResourceKind } from '@/domain/estate/resource';
import { asPartOf, declaredNamed, readingsNamed } from '@/domain/lists/known-as';
import { COLUMNS_OF, type ListColumn, type ListKind, type PageKind } from '@/domain/lists/list';
import { configFields, declaredFieldsOf } from '@/domain/topology/config-fields';
import type { GraphNodeKind } from '@/domain/topology/graph';

/** Where an object of the file is shown: on a page of its own, beside the picture, as a fact, or as a row by these columns. */
type Shown =
  | { page: PageKind; at?: string; list?: true }
  | { inspector: GraphNodeKind }
  | { fact: keyof DeclaredFacts }
  | { row: ListKind; columns: Readonly<Record<string, ListColumn>> };

/** An object: where it is shown, which reading shows it, and where it is declared when not at its place in the file. */
type Held = { shown: Shown; read?: ResourceKind; within?: string; declared?: string };

const ROUTE: Held = {
  shown: {
    row: 'route',
    columns: {
      prefix: 'prefix',
      nextHop: 'nextHop',
      nextHops: 'nextHop',
      type: 'type',
      status: 'provisioning',
      description: 'description',
    },
  },
  read: 'route-entry',
};
const TABLE: Held = { shown: { page: 'route-table' }, read: 'route-table', declared: 'routeTables[]' };
const ADD_ON: Held = { shown: { page: 'add-on' }, read: 'add-on' };

const HELD: Readonly<Record<string, Held>> = {
  'sites[]': { shown: { fact: 'sites' } },
  'vpcs[]': { shown: { page: 'vpc' }, read: 'vpc' },
  'vpcs[].vSwitches[]': { shown: { page: 'v-switch' }, read: 'v-switch' },
  'vpcs[].routeTables[]': TABLE,
  'vpcs[].routeTables[].entries[]': ROUTE,
  'routerInterfaces[]': { shown: { inspector: 'router-interface' }, read: 'router-interface' },
  'transitRouters[]': { shown: { inspector: 'transit-router' } },
  'physicalConnections[]': { shown: { page: 'circuit' }, read: 'physical-connection' },
  'vbrs[]': { shown: { page: 'vbr' }, read: 'vbr' },
  'vbrs[].routeTable': TABLE,
  'vbrs[].routeTable.entries[]': ROUTE,
  'vbrs[].bgpGroups[]': { shown: { page: 'bgp-group' }, read: 'bgp-group', declared: 'bgpGroups[]' },
  'vbrs[].bgpGroups[].peers[]': { shown: { page: 'bgp-peer' }, read: 'bgp-peer' },
  'vbrs[].bgpNetworks[]': { shown: { page: 'vbr', at: 'bgpNetworks', list: true }, read: 'bgp-network' },
  'gateways[]': { shown: { page: 'gateway' } },
  'gateways[].observed': { shown: { page: 'gateway' }, read: 'gateway' },
  'gateways[].observed.peers[]': {
    shown: {
      row: 'gateway-peer',
      columns: {
        address: 'address',
        sessionState: 'session',
        receivedRoutes: 'received',
        advertisedRoutes: 'advertised',
        acceptedRoutes: 'accepted',
        peerAsn: 'observedAsn',
        localAsn: 'localAsn',
        adminDown: 'hindrance',
        routeLimitExceeded: 'hindrance',
        missingPolicy: 'hindrance',
        bfd: 'bfd',
        drops: 'drops',
        lastErrorCode: 'lastError',
        lastError: 'lastError',
        description: 'description',
        hasAuthKey: 'hasKey',
      },
    },
    read: 'gateway-peer',
  },
  'gateways[].observed.routes[]': {
    shown: {
      row: 'gateway-route',
      columns: {
        prefix: 'prefix',
        nextHop: 'nextHop',
        source: 'type',
        best: 'role',
        discard: 'role',
        installed: 'installed',
        peer: 'peer',
        asPath: 'asPath',
        localPreference: 'localPreference',
        med: 'med',
      },
    },
    read: 'gateway-route',
  },
  'gateways[].observed.paths[]': {
    shown: {
      row: 'gateway-path',
      columns: {
        prefix: 'prefix',
        direction: 'direction',
        peer: 'peer',
        nextHop: 'nextHop',
        asPath: 'asPath',
        localPreference: 'localPreference',
        med: 'med',
      },
    },
    read: 'gateway-path',
  },
  'clusters[]': { shown: { page: 'cluster' }, read: 'cluster' },
  'clusters[].terway.addOn': ADD_ON,
  'clusters[].otherAddOns[]': ADD_ON,
  'clusters[].terway.eniConfig': {
    shown: { page: 'cluster', at: 'terway.eniConfig' },
    read: 'eni-config',
    within: 'eniConfig',
  },
  'clusters[].terway.eniConfigFacts': { shown: { page: 'cluster', at: 'terway.eniConfigFacts' }, read: 'eni-config' },
  'clusters[].flannel': { shown: { page: 'cluster', at: 'flannel' }, read: 'flannel-config' },
  'clusters[].nodePools[]': { shown: { page: 'node-pool' }, read: 'node-pool' },
  'clusters[].nodes[]': { shown: { page: 'node' }, read: 'node' },
  'clusters[].daemonSets[]': { shown: { page: 'daemon-set' }, read: 'daemon-set' },
  'clusters[].tasks[]': {
    shown: {
      row: 'cluster-task',
      columns: { type: 'type', state: 'provisioning', created: 'created', updated: 'moved' },
    },
    read: 'cluster-task',
  },
  'flows[]': { shown: { fact: 'flows' } },
};

/** Names of the whole file and of what stands in it: in the head of a page, or of every page. Of keys nothing is shown but that there is one. */
const HEADS = /^(apiVersion|kind|metadata)\b|(\]|\.addOn|\.routeTable)\.(key|name)$|authKey/u;

/** Every path of a schema that leads to a value; what a source makes up itself ends in `*`. */
function leavesOf(schema: JsonSchema, path = ''): readonly string[] {
  const alternatives = (schema.anyOf ?? (schema.oneOf as JsonSchema[] | undefined) ?? []).flatMap((each) =>
    leavesOf(each, path),
  );
  if (alternatives.length > 0) return [...new Set(alternatives)];
  if (schema.items && (schema.items.properties ?? schema.items.anyOf)) return leavesOf(schema.items, `${path}[]`);
  const members = Object.entries(schema.properties ?? {});
  const open = typeof schema.additionalProperties === 'object' ? [`${path}.*`] : [];
  if (members.length === 0 && open.length === 0) return [path];
  return [...open, ...members.flatMap(([name, each]) => leavesOf(each, path === '' ? name : `${path}.${name}`))];
}

const jsonOf = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
const FILE = leavesOf(estateJsonSchema()).filter((path) => !HEADS.test(path));
const DECLARED = new Set(leavesOf(jsonOf(DeclaredFacts)));
const ATTRIBUTES = new Map(
  ObservedResource.options.map((option) => [option.shape.kind.value, jsonOf(option.shape.attributes)] as const),
);

function heldOf(path: string): { place: string; rest: string; held: Held } {
  const [place = ''] = Object.keys(HELD)
    .filter((each) => path.startsWith(`${each}.`) || path === each)
    .sort((a, b) => b.length - a.length);
  return { place, rest: path.slice(place.length + 1), held: HELD[place]! };
}

/** A value of that shape; what it is does not matter. */
function sampleOf(schema: JsonSchema): unknown {
  const [first] = schema.anyOf ?? [];
  if (first) return sampleOf(first);
  if (schema.items) return [sampleOf(schema.items)];
  if (schema.properties || typeof schema.additionalProperties === 'object') {
    const open = typeof schema.additionalProperties === 'object' ? { made: 'up' } : {};
    return {
      ...open,
      ...Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, each]) => [name, sampleOf(each)])),
    };
  }
  return 'x';
}

const FACTS = sampleOf(jsonOf(DeclaredFacts)) as DeclaredFacts;

/** What the Config tab of an object has a line for, once everything of it is declared and read. */
function configOf({ shown, read }: Held): readonly string[] {
  const readings = (kinds: readonly ResourceKind[]) =>
    kinds.map((kind) => ({
      ...{ source: 'lab', observedAt: null, stale: false },
      attributes: asPartOf(kind, sampleOf(ATTRIBUTES.get(kind)!) as Record<string, unknown>),
    }));
  if ('inspector' in shown)
    return configFields(declaredFieldsOf(FACTS, { kind: shown.inspector, key: 'x' }), readings(read ? [read] : [])).map(
      (each) => each.field,
    );
  if (!('page' in shown)) return [];
  const row = { kind: shown.page, id: 'x', key: 'x', cells: { cluster: 'x' } };
  const kinds = readingsNamed(row).map(({ kind }) => kind);
  return configFields(declaredNamed(FACTS, row), readings(kinds)).map((each) => each.field);
}

/** As the Config tab calls a field: down to the first list. */
function lineOf({ shown }: Held, rest: string): string {
  const at = 'page' in shown && shown.at !== undefined ? [shown.at] : [];
  const own = 'page' in shown && shown.list ? '' : rest.replace(/\[\].*$/u, '').replace(/\.?\*$/u, '');
  return [...at, own].filter(Boolean).join('.');
}

/** Lists of which each member is a line of its own, made by `compared-members`. */
const BY_MEMBER: ReadonlySet<string> = new Set(['bgpPeers', 'bgpNetworks']);

describe('every field that the estate file can say', () => {
  it.each(FILE)('%s is declared on import, or read by a source', (path) => {
    const { rest, held } = heldOf(path);
    const isDeclared = DECLARED.has(path) || (held.declared !== undefined && DECLARED.has(`${held.declared}.${rest}`));
    const inReading = [...(held.within === undefined ? [] : [held.within]), rest].filter(Boolean).join('.');
    const read = held.read ? leavesOf(ATTRIBUTES.get(held.read)!) : [];
    const isRead = read.some(
      (each) => each === inReading || (each.endsWith('.*') && inReading.startsWith(each.slice(0, -1))),
    );
    expect(isDeclared || isRead).toBe(true);
  });

  const shownOnPages = [
    ...new Set(
      FILE.map((path) => {
        const { held, rest, place } = heldOf(path);
        return 'page' in held.shown || 'inspector' in held.shown ? `${place} ${lineOf(held, rest)}` : '';
      }),
    ),
  ].filter(Boolean);

  it.each(shownOnPages)('%s has a line in the Config tab of its object', (line) => {
    const [place = '', field = ''] = line.split(' ');
    const fields = configOf(HELD[place]!);
    if (BY_MEMBER.has(field)) return;
    const madeUp = field.replace(/[^.]+$/u, 'made');
    expect(fields.some((each) => each === field || each.startsWith(`${field}.`) || each === madeUp)).toBe(true);
  });

  it.each(['en', 'zh-CN'] as const)('has a name in %s wherever it is shown', (locale) => {
    const messages = messagesFor(locale);
    const fields = messages.inventory.fields as Readonly<Record<string, string>>;
    const columns = messages.lists.columns as Readonly<Record<string, string>>;
    const nameless = FILE.filter((path) => {
      const { held, rest } = heldOf(path);
      if ('row' in held.shown) {
        const [name = ''] = rest.split(/[.[]/u);
        const column = held.shown.columns[name];
        return !column || !(COLUMNS_OF[held.shown.row] as readonly ListColumn[]).includes(column) || !columns[column];
      }
      const line = lineOf(held, rest).replaceAll('.', '-');
      return !fields[line];
    });
    expect(nameless).toEqual([]);
  });
});
