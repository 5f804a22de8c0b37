import type { DeclaredFacts } from '@/domain/estate/declared';
import { without } from '@/domain/estate/projection';
import { inClusterKey } from '@/domain/estate/resource';
import type { Inspected } from './inspected';

/** What one source shows of an object. `observedAt` is ISO 8601. */
export type Reading = {
  source: string;
  observedAt: string | null;
  stale: boolean;
  attributes: Readonly<Record<string, unknown>>;
};

/** One field as it is asked for and as it is found; `drift` where both are known and are not the same. */
export type ConfigField = {
  field: string;
  declared?: string;
  observed?: string;
  drift: boolean;
  source?: string;
  observedAt?: string | null;
  stale?: boolean;
};

/** Declared beside observed, in the order of names; drift first, because that is what one looks for. */
export function configFields(
  declared: Readonly<Record<string, unknown>>,
  readings: readonly Reading[],
): readonly ConfigField[] {
  const fields = new Map<string, ConfigField>();
  for (const [field, value] of flat(declared))
    if (value !== undefined) fields.set(field, { field, declared: valueText(value), drift: false });
  for (const { source, observedAt, stale, attributes } of readings)
    for (const [field, value] of flat(attributes)) {
      const known = fields.get(field);
      // The first reading that knows a field is the one the estate believes.
      if (value === undefined || known?.observed !== undefined) continue;
      const observed = valueText(value);
      const drift = known?.declared !== undefined && known.declared !== observed;
      fields.set(field, { ...known, field, observed, drift, source, observedAt, stale });
    }
  return [...fields.values()].sort(
    (a, b) => Number(b.drift) - Number(a.drift) || (a.field < b.field ? -1 : a.field > b.field ? 1 : 0),
  );
}

/** Members of members by their path: `bfd.minTxIntervalMs`. */
function flat(object: Readonly<Record<string, unknown>>, path = ''): readonly (readonly [string, unknown])[] {
  return Object.entries(object).flatMap(([name, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? flat(value as Record<string, unknown>, `${path}${name}.`)
      : [[`${path}${name}`, value] as const],
  );
}

/** Sets have no order. A list of objects has a line for each; a list without members is an empty text. */
function valueText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) {
    const isPlain = value.every((each) => typeof each !== 'object');
    return value
      .map(valueText)
      .sort()
      .join(isPlain ? ', ' : '\n');
  }
  return typeof value === 'object' && value !== null ? objectText(value) : String(value);
}

/** `172.16.0.0/16, discard, vlanId 110`: what a member is by its name, but for what names itself. */
function objectText(object: object): string {
  const members = Object.entries(object).filter(([, value]) => value !== false && value !== undefined);
  const rank = ([name]: [string, unknown]) => (SELF_SAYING.has(name) ? 0 : 1);
  return members
    .sort((a, b) => rank(a) - rank(b) || (a[0] < b[0] ? -1 : 1))
    .map(([name, value]) =>
      SELF_SAYING.has(name) ? valueText(value) : value === true ? name : `${name} ${valueText(value)}`,
    )
    .join(', ');
}

const SELF_SAYING: ReadonlySet<string> = new Set(['key', 'name', 'prefix', 'address']);

/** What is declared of an object, member by member. */
export function declaredFieldsOf(facts: DeclaredFacts, { kind, key }: Inspected): Readonly<Record<string, unknown>> {
  const of = (list: readonly { key: string }[]) => fieldsOf(list.find((each) => each.key === key));
  switch (kind) {
    case 'vpc':
      return of(facts.vpcs);
    case 'vbr':
      return of(facts.vbrs);
    case 'physical-connection':
      return of(facts.physicalConnections);
    case 'gateway':
      // Each neighbour is compared with itself: see compared-members.
      return without(of(facts.gateways), ['bgpPeers']);
    case 'site':
    case 'region':
      return of(facts.sites);
    case 'lan':
      return of(facts.sites.flatMap((site) => site.lans));
    case 'transit-router':
      return of(facts.transitRouters);
    case 'pool':
      return of(facts.clusters.flatMap((cluster) => cluster.nodePools ?? []));
    case 'node':
      return fieldsOf(
        facts.clusters.flatMap(
          (cluster) => cluster.nodes?.filter(({ name }) => inClusterKey(cluster.key, name) === key) ?? [],
        )[0],
      );
    case 'router-interface':
      return {};
  }
}

/** Never a secret: references name them, and even those are nobody's business here. */
function fieldsOf(object: object | undefined): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(object ?? {}).filter(([name]) => name !== 'key' && name !== 'authKey' && name !== 'observed'),
  );
}
