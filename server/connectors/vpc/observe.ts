import type { ObservedResource, ResourceOf } from '@/domain/estate/resource';
import type { Coverage, Observation, ObservationFailure, ObserveScope } from '../types';
import type { WireParameters } from '../alibaba/call';
import { inTurn } from '../alibaba/in-turn';
import type { Listing } from '../alibaba/listing';
import * as listings from './listings';
import { isPartly, isWhole, readPart, type Part, type Skipped } from '../alibaba/part';
import type { Read } from '../alibaba/read';

/** Tables read at once; the source's own limits come on top. */
const TABLES_AT_ONCE = 4;

/** One list read, and what of the world it speaks for. */
type Reading = { listing: Listing; within?: string; part: Part };
type Start = (listing: Listing, parameters?: WireParameters, within?: string) => Promise<Reading>;
type Router = ObserveScope['router'];

/**
 * Reads everything, or with one router named only that router's tables, entries and BGP. Each part fails alone: a failure
 * names its part, and only parts that came whole and understood are covered.
 */
export async function observe(
  read: Read,
  region: string,
  { router }: ObserveScope,
): Promise<Omit<Observation, 'requests'>> {
  const start: Start = async (listing, parameters = {}, within) => {
    const part = await readPart(read, listing, { RegionId: region, ...parameters });
    return { listing, part, ...(within === undefined ? {} : { within }) };
  };
  const vbrs = start(listings.VBRS);
  const readings = await Promise.all([
    start(listings.VPCS).then(one),
    start(listings.V_SWITCHES).then(one),
    vbrs.then(one),
    start(listings.PHYSICAL_CONNECTIONS).then(one),
    start(listings.ROUTER_INTERFACES).then(one),
    router?.kind === 'vpc' ? [] : readBgp(start, router),
    readTables(start, vbrs, router),
  ]);
  return together(readings.flat());
}

function one<T>(item: T): T[] {
  return [item];
}

function readBgp(start: Start, router: Router): Promise<Reading[]> {
  const filter = router === undefined ? {} : { RouterId: router.key };
  return Promise.all(
    [listings.BGP_GROUPS, listings.BGP_PEERS, listings.BGP_NETWORKS].map((each) => start(each, filter, router?.key)),
  );
}

/** Route tables, then the entries of each. */
async function readTables(start: Start, vbrs: Promise<Reading>, router: Router): Promise<Reading[]> {
  const tables = await Promise.all([
    ...(router?.kind === 'vbr'
      ? []
      : [start(listings.ROUTE_TABLES, { RouterType: 'VRouter', VpcId: router?.key }, router?.key)]),
    ...(router?.kind === 'vpc'
      ? []
      : [start(listings.ROUTE_TABLES, { RouterType: 'VBR', RouterId: router?.key }, router?.key)]),
  ]);
  if (router === undefined) tables.push(...(await readTablesOfVbrs(start, tables, await vbrs)));
  const keys = resourcesOf(tables).map((each) => each.key);
  const entries = await inTurn(keys, TABLES_AT_ONCE, (table) =>
    start(listings.routeEntriesOf(table), { RouteTableId: table }, table),
  );
  return [...tables, ...entries];
}

/** Every VBR has exactly one table. Whether a list without a router names them all is not documented, so the rest is asked for. */
async function readTablesOfVbrs(start: Start, tables: readonly Reading[], vbrs: Reading): Promise<Reading[]> {
  const routers = new Set(
    resourcesOf(tables).map((each) => (each.kind === 'route-table' ? each.attributes.router : '')),
  );
  const without = vbrs.part.resources.map((each) => each.key).filter((key) => !routers.has(key));
  return inTurn(without, TABLES_AT_ONCE, (vbr) => start(listings.ROUTE_TABLES, { RouterType: 'VBR', RouterId: vbr }));
}

function together(readings: readonly Reading[]): Omit<Observation, 'requests'> {
  const resources = resourcesOf(readings);
  const vpcOf = new Map(
    resources.flatMap((each) =>
      each.kind === 'vpc' && each.attributes.vRouter ? [[each.attributes.vRouter, each.key]] : [],
    ),
  );
  return {
    resources: resources.map((each) => withVpcForVRouter(each, vpcOf)),
    covered: coverageOf(readings),
    partly: readings
      .filter(({ part }) => isPartly(part))
      .map(({ listing, within, part }) => ({
        kind: listing.kind,
        ...(within === undefined ? {} : { within }),
        rows: part.skipped,
      })),
    failures: readings.flatMap(({ listing, within, part }): ObservationFailure[] =>
      part.error === undefined
        ? []
        : [{ kind: listing.kind, ...(within === undefined ? {} : { within }), error: part.error }],
    ),
    skipped: readings.flatMap(({ part }): readonly Skipped[] => part.skipped),
  };
}

function resourcesOf(readings: readonly Reading[]): readonly ObservedResource[] {
  const found = new Map<string, ObservedResource>();
  for (const { part } of readings) for (const each of part.resources) found.set(`${each.kind}|${each.key}`, each);
  return [...found.values()];
}

/** Route tables come in several lists, of VPCs and of VBRs: the kind is covered when all of them are, and once. */
function coverageOf(readings: readonly Reading[]): readonly Coverage[] {
  const isRead = ({ part }: Reading) => isWhole(part);
  const tables = readings.filter(({ listing }) => listing.kind === 'route-table');
  const others = readings.filter(({ listing }) => listing.kind !== 'route-table');
  const whole = [...others.filter(isRead), ...(tables.every(isRead) ? tables.slice(0, 1) : [])];
  return whole.map(({ listing, within }) => ({ kind: listing.kind, ...(within === undefined ? {} : { within }) }));
}

/** Some calls name a VPC's vRouter where the product speaks of the VPC. */
function withVpcForVRouter(resource: ObservedResource, vpcOf: ReadonlyMap<string, string>): ObservedResource {
  const named = (key: string) => vpcOf.get(key) ?? key;
  if (resource.kind === 'route-table') {
    const { attributes } = resource;
    return {
      ...resource,
      attributes: { ...attributes, router: named(attributes.router) },
    } satisfies ResourceOf<'route-table'>;
  }
  if (resource.kind !== 'router-interface') return resource;
  const { attributes } = resource;
  const oppositeRouter =
    attributes.oppositeRouter === undefined ? {} : { oppositeRouter: named(attributes.oppositeRouter) };
  return { ...resource, attributes: { ...attributes, router: named(attributes.router), ...oppositeRouter } };
}
