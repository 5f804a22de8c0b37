import type { Estate } from '@/domain/estate/estate';
import type { RouterInterface, Vbr } from '@/domain/estate/express-connect';
import { nextHopsOf, type RouteEntry, type RouteTable } from '@/domain/estate/routes';
import type { Permit, Vpc } from '@/domain/estate/vpc';
import { type Prefix, prefixFamily } from '@/domain/net/prefix';
import { addressIn, type Drawing, type Machine, type Way } from './drawing';

/** By the keys that rows name. Several: the traffic is shared. */
export type Ways = ReadonlyMap<string, readonly Way[]>;

/** The tables of a VPC, numbered for the kernel. */
const FIRST_TABLE = 100;
/** The first preference of rules that say which table is asked. */
const LOOKUP = 1_000;

export function routerOf(drawing: Drawing, estate: Estate, key: string): Machine {
  const kind = estate.vpcs.some((each) => each.key === key) ? 'vpc' : 'vbr';
  return drawing.machine(`${kind} ${key}`, 'router');
}

/** The cables between VPCs and VBRs, and the way over each by the key of its router interface. */
export function drawRouterInterfaces(drawing: Drawing, estate: Estate): Ways {
  const ways = new Map<string, readonly Way[]>();
  for (const near of estate.routerInterfaces) {
    const far = estate.routerInterfaces.find((each) => each.key === near.opposite);
    if (!far || ways.has(near.key)) continue;
    const dead = !isActive(near) || !isActive(far);
    const [there, back] = drawing.link(routerOf(drawing, estate, near.router), routerOf(drawing, estate, far.router), {
      dead,
    });
    ways.set(near.key, [there]).set(far.key, [back]);
  }
  return ways;
}

/** The ways of each router, by its key, to the transit routers that it is attached to. */
export type WaysOfRouters = ReadonlyMap<string, Ways>;

/** Transit routers with their cables to VPCs and VBRs, and the way to each by what the rows of these name. */
export function drawTransitRouters(drawing: Drawing, estate: Estate): WaysOfRouters {
  const ways = new Map<string, Map<string, readonly Way[]>>();
  for (const transit of estate.transitRouters) {
    const hub = drawing.machine(`transit-router ${transit.key}`, 'router');
    const away = new Map<string, readonly Way[]>();
    const vpcPorts: string[] = [];
    const tables = transit.routeTables ?? [];
    for (const { key, router, status = 'attached' } of transit.attachments) {
      const dead = status.toLowerCase() !== 'attached';
      const [there, back] = drawing.link(routerOf(drawing, estate, router), hub, { dead });
      // Rows toward an Express Connect router name that itself, those toward a transit router the attachment to it.
      const named = transit.kind === 'ecr' ? [key, transit.key] : [key];
      const own = ways.get(router) ?? new Map<string, readonly Way[]>();
      for (const name of named) own.set(name, [there]);
      ways.set(router, own);
      away.set(key, [back]);
      if (estate.vpcs.some((vpc) => vpc.key === router)) vpcPorts.push(back.port);
      const listed = tables.findIndex(({ attachments }) => attachments?.includes(key));
      const table = listed < 0 ? tables.findIndex(({ attachments }) => attachments === undefined) : listed;
      hub.rules.push(`pref ${LOOKUP} iif ${back.port} lookup ${FIRST_TABLE + Math.max(0, table)}`);
    }
    for (const [n, { entries = [] }] of tables.entries())
      for (const entry of entries) hub.routes.push(...rowOf(entry, away, `table ${FIRST_TABLE + n}`));
    if (transit.kind === 'ecr' && vpcPorts.length > 1) hub.filters.push([apart(vpcPorts)]);
  }
  return ways;
}

/** An Express Connect router joins VPCs with data centres, and not with one another. */
function apart(ports: readonly string[]): string {
  const all = `{ ${ports.join(', ')} }`;
  return `iifname ${all} oifname ${all} drop`;
}

function isActive({ status }: RouterInterface): boolean {
  return status?.toLowerCase() === 'active';
}

/** A VPC as a router with a table for each of its own, and one machine in every vSwitch. */
export function drawVpc(drawing: Drawing, estate: Estate, vpc: Vpc, ways: Ways): void {
  const router = routerOf(drawing, estate, vpc.key);
  const tables = vpc.routeTables ?? [];
  const system = tables.find((each) => each.kind === 'system') ?? tables[0];
  const stubs = (vpc.vSwitches ?? []).map((vSwitch) => {
    const address = addressIn(vSwitch.prefix, 20);
    return { ...vSwitch, address, port: drawing.stub(router, `v-switch ${vSwitch.key}`, address) };
  });
  for (const [n, table] of tables.entries()) {
    const within = `table ${FIRST_TABLE + n}`;
    for (const { address, prefix, port } of stubs)
      router.routes.push(`${address} dev ${port} ${within}`, `blackhole ${prefix} ${within}`);
    for (const entry of table.entries ?? []) router.routes.push(...rowOf(entry, ways, within));
  }
  const lookup = (table: RouteTable | undefined) => `lookup ${FIRST_TABLE + (table ? tables.indexOf(table) : 0)}`;
  for (const { key, prefix } of stubs) {
    const groups = groupsOf(estate, key);
    const members = stubs.filter((each) => groupsOf(estate, each.key).some((group) => groups.includes(group)));
    const lists = groups.map((group) => vpc.securityGroups?.find((each) => each.key === group)?.permits);
    // What nobody read of one of them may be open: then nothing filters here.
    const permits = groups.length === 0 || lists.includes(undefined) ? undefined : lists.flatMap((list) => list ?? []);
    // Members of a group reach each other, as a basic group has it.
    filter(router, prefix, permits && [...permits, ...members.map((each) => ({ from: each.prefix, to: prefix }))]);
  }
  for (const { key, port } of stubs) {
    const own = tables.find((each) => each.kind !== 'system' && each.vSwitches?.includes(key));
    router.rules.push(`pref ${LOOKUP} iif ${port} ${lookup(own ?? system)}`);
    // A vSwitch has one table: what that has no row for is not looked up in another, as the kernel would.
    router.rules.push(`pref ${LOOKUP + 1} iif ${port} prohibit`);
  }
  router.rules.push(`pref ${LOOKUP + 2} ${lookup(system)}`);
}

/** A VBR forwards by its one table, as long as it is active. */
export function drawVbr(drawing: Drawing, estate: Estate, vbr: Vbr, interfaces: Ways, line: readonly Way[]): void {
  const router = routerOf(drawing, estate, vbr.key);
  router.forwards = vbr.status?.toLowerCase() === 'active';
  const ways = new Map(interfaces);
  if (vbr.vlanInterface !== undefined) ways.set(vbr.vlanInterface, line);
  for (const entry of vbr.routeTable?.entries ?? [])
    router.routes.push(...rowOf(entry, ways, `metric ${entry.type === 'bgp' ? 20 : 10}`));
}

/** A row that is in force, as the kernel writes it. */
function rowOf(entry: RouteEntry, ways: Ways, within: string): readonly string[] {
  if (entry.status !== 'available' || entry.type === 'system') return [];
  return [
    routeVia(
      entry.prefix,
      nextHopsOf(entry).flatMap((each) => ways.get(each.key) ?? []),
      within,
    ),
  ];
}

/** A route by the kernel's words; without a way it is thrown away. */
export function routeVia(prefix: Prefix, ways: readonly Way[], within = ''): string {
  const hops = ways.map((each) => `via ${each[prefixFamily(prefix)]} dev ${each.port} onlink`);
  if (hops.length === 0) return `blackhole ${prefix} ${within}`;
  if (hops.length === 1) return `${prefix} ${hops[0]} ${within}`;
  return `${prefix} ${within} ${hops.map((each) => `nexthop ${each}`).join(' ')}`;
}

/** The security groups of the pods in a vSwitch; none: nothing filters there. */
function groupsOf(estate: Estate, vSwitch: string): readonly string[] {
  const settings = estate.clusters
    .map((each) => each.terway?.eniConfig)
    .find((each) => Object.values(each?.vswitches ?? {}).some((keys) => keys.includes(vSwitch)));
  return [settings?.security_group, ...(settings?.security_groups ?? [])].filter((group) => group !== undefined);
}

/** What no permit lets in or out is thrown away. Egress is open until a permit names it. */
function filter(router: Machine, range: Prefix, permits: readonly Permit[] | undefined): void {
  if (!permits) return;
  const egress = permits.filter((each) => each.direction === 'egress');
  const leaving = egress.flatMap(({ to }) => matchOf(range, to)).map((match) => `${match} accept`);
  if (egress.length > 0) router.filters.push([...leaving, `${matchOf(range, undefined).join('')} drop`]);
  const ingress = permits.filter((each) => each.direction !== 'egress');
  const entering = ingress.flatMap(({ from, to }) => matchOf(from, to ?? range)).map((match) => `${match} accept`);
  router.filters.push([...entering, `${matchOf(undefined, range).join('')} drop`]);
}

/** By where it comes from and where it goes, as nftables writes it. Between two families nothing goes. */
export function matchOf(from: Prefix | undefined, to: Prefix | undefined): readonly string[] {
  const families = [from, to].flatMap((prefix) => (prefix === undefined ? [] : [prefixFamily(prefix)]));
  if (new Set(families).size > 1) return [];
  const word = families[0] === 6 ? 'ip6' : 'ip';
  const source = from === undefined ? [] : [`${word} saddr ${from}`];
  return [[...source, ...(to === undefined ? [] : [`${word} daddr ${to}`])].join(' ')];
}
