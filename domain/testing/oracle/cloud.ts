import type { Estate } from '@/domain/estate/estate';
import type { Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import type { NextHop, RouteEntry, RouteTable } from '@/domain/estate/routes';
import type { Attachment } from '@/domain/estate/transit-router';
import type { Vpc, VSwitch } from '@/domain/estate/vpc';
import type { Address } from '@/domain/net/address';
import { parsePrefix, type Prefix } from '@/domain/net/prefix';
import type { Owner } from '@/domain/routing/verdict';
import { holds, longest, pointOf, type Point } from './addresses';
import { throughGateway } from './gateway';
import { apartOn } from './apart';
import { gatewaysOf } from './link';
import { isPermitted } from './permit';
import { ageOf, dead, doubting, open, takenIn, turning, type Ending, type Packet } from './packet';
import { whyUnlearnt } from './unlearnt';

type Onward = (hop: NextHop) => readonly Ending[];

/** Reads a table row by row, from the first to the last. */
function byTable(
  packet: Packet,
  table: RouteTable,
  missing: Ending,
  owner: Owner,
  onward: Onward,
  untold: () => Ending | null = () => null,
): readonly Ending[] {
  const fitting = (table.entries ?? []).filter((row) => row.type !== 'system' && holds(row.prefix, packet.to));
  const counting = fitting.filter(({ status }) => status !== 'pending' && status !== 'deleting');
  const best = longest(counting, (row) => row.prefix);
  if (best.length === 0)
    return [fitting.length > 0 ? { ...missing, code: 'route-not-available' } : (untold() ?? missing)];
  const ways = new Set(best.map(wayOf));
  if (ways.size > 1) return [open('route-precedence-unknown', owner)];
  if (!best.some((row) => row.status === 'available')) return [open('route-changing', owner)];
  const hops = hopsOf(best[0]);
  return hops.length === 0 ? [open('next-hop-not-read', owner)] : hops.flatMap(onward);
}

function hopsOf(row: RouteEntry | undefined): readonly NextHop[] {
  return row?.nextHops ?? (row?.nextHop ? [row.nextHop] : []);
}

function wayOf(row: RouteEntry): string {
  return hopsOf(row)
    .map((hop) => hop.key)
    .sort()
    .join();
}

export function fromVSwitches(packet: Packet, key: string): readonly Ending[] {
  const vpc = packet.view.estate.vpcs.find((each) => each.key === key);
  if (!vpc?.vSwitches) return intoVpc(packet, key, null);
  const own = vpc.vSwitches.filter((each) => holds(each.prefix, packet.from));
  if (own.length === 0) return [open('source-not-placed')];
  return own.flatMap((vSwitch) => {
    const old = packet.requests ? null : ageOfGroups(packet, vpc, vSwitch, packet.from);
    if (old) return intoVpc(doubting(packet, old), key, tableOf(vpc, vSwitch)?.key ?? null);
    const listed = groupsAt(packet, vpc, vSwitch, packet.from).map((name) =>
      rulesOf(vpc, name)?.filter((rule) => rule.direction === 'egress'),
    );
    const isOpen = listed.length === 0 || listed.some((rules) => !rules || rules.length === 0);
    if (!packet.requests && !isOpen && !listed.some((rules) => isPermitted(rules ?? [], packet)))
      return [deniedByGroup];
    return intoVpc(packet, key, tableOf(vpc, vSwitch)?.key ?? null);
  });
}

const deniedByGroup = dead('security-group-denies', 'F21', 'cloud');

/** The names of the groups that whoever has an address in a vSwitch is in: a node of a cluster of the VPC, or else a pod. */
function groupsAt({ view }: Packet, vpc: Vpc, vSwitch: VSwitch, point: Point): readonly string[] {
  const home = clusterOfNode(view.estate, vpc, point);
  if (home?.securityGroup !== undefined) return [home.securityGroup];
  const settings = clusterOfPods(view.estate, vSwitch)?.terway?.eniConfig;
  return [settings?.security_group, ...(settings?.security_groups ?? [])].filter((name) => name !== undefined);
}

/** How old what says so is. */
function ageOfGroups({ view }: Packet, vpc: Vpc, vSwitch: VSwitch, point: Point): string | null {
  const home = clusterOfNode(view.estate, vpc, point);
  if (home) return ageOf(view, 'cluster', home.key) ?? ageOf(view, 'node', home.key);
  const naming = clusterOfPods(view.estate, vSwitch);
  return naming ? ageOf(view, 'eni-config', naming.key) : null;
}

function clusterOfNode({ clusters }: Estate, vpc: Vpc, point: Point) {
  return clusters.find((cluster) => {
    if (cluster.vpc !== vpc.key || cluster.securityGroup === undefined) return false;
    const mine = (cluster.nodes ?? []).filter(({ address, address6 }) =>
      [address, address6].some((each) => each !== undefined && isPoint(each, point)),
    );
    const kindOf = (name: string | undefined) => cluster.nodePools?.find(({ key }) => key === name)?.kind;
    return mine.some(({ pool, edge }) => edge === false || kindOf(pool) === 'cloud');
  });
}

function clusterOfPods({ clusters }: Estate, vSwitch: VSwitch) {
  return clusters.find((cluster) =>
    Object.values(cluster.terway?.eniConfig?.vswitches ?? {}).some((keys) => keys.includes(vSwitch.key)),
  );
}

function isPoint(address: Address, { family, bits }: Point): boolean {
  const own = pointOf(address);
  return own.family === family && own.bits === bits;
}

function rulesOf(vpc: Vpc, name: string) {
  return vpc.securityGroups?.find((each) => each.key === name)?.permits;
}

function systemTable(vpc: Vpc): RouteTable | undefined {
  const tables = vpc.routeTables ?? [];
  const named = tables.find((table) => table.kind === 'system');
  if (named) return named;
  return tables.length === 1 ? tables[0] : tables.find((table) => table.vSwitches === undefined);
}

function tableOf(vpc: Vpc, vSwitch: VSwitch): RouteTable | undefined {
  const own = vpc.routeTables?.find((table) => table.kind !== 'system' && table.vSwitches?.includes(vSwitch.key));
  return own ?? systemTable(vpc);
}

function intoVpc(packet: Packet, key: string, tableKey: string | null): readonly Ending[] {
  const name = `vpc ${key} ${tableKey ?? ''}`;
  const circle = turning(packet, name);
  if (circle) return [circle];
  const seen: Packet = { ...packet, seen: [...packet.seen, name] };
  const vpc = packet.view.estate.vpcs.find((each) => each.key === key);
  if (!vpc) return [open('vpc-not-read')];
  if (!vpc.vSwitches) return [open('v-switches-not-read')];
  const age = ageOf(packet.view, 'v-switch', key);
  if (age) return [open(age)];
  const here = vpc.vSwitches.filter((each) => holds(each.prefix, packet.to));
  if (here.length > 0) return here.map((vSwitch) => intoPod(seen, vpc, vSwitch));
  const table = tableKey === null ? systemTable(vpc) : vpc.routeTables?.find((each) => each.key === tableKey);
  if (!table?.entries) return [open('route-table-not-read')];
  const tableAge = ageOf(packet.view, 'route-entry', table.key);
  if (tableAge) return [open(tableAge)];
  const own = vpc.prefixes.some((prefix) => holds(prefix, packet.to));
  const missing = own ? dead('no-v-switch', 'V4', 'cloud') : dead('no-route', 'F02', 'cloud');
  return byTable(seen, table, missing, 'cloud', (hop) => {
    // In from outside and out again.
    const passing = doubting(seen, packet.seen.length > 0 ? 'transit-through-vpc' : null);
    if (hop.kind === 'router-interface') return overPair(passing, hop.key);
    const over = overTransit(passing, key, hop);
    if (over) return over;
    const outside = ['nat-gateway', 'ipv4-gateway', 'ipv6-gateway'].includes(hop.kind);
    return [
      outside && isOnlyHere(seen) ? dead('leads-to-internet', 'F02', 'cloud') : open('next-hop-not-read', 'cloud'),
    ];
  });
}

/** Addresses that nobody on the Internet answers for: private ones (RFC 1918, RFC 4193), and pods' at the edge. */
function isOnlyHere({ to, view }: Packet): boolean {
  const reserved = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'].map(parsePrefix);
  return [...reserved, ...podRangesOf(view.estate)].some((prefix) => holds(prefix, to));
}

function podRangesOf({ clusters }: Estate): readonly Prefix[] {
  return clusters.flatMap((each) => [
    ...[each.edgePodCidr, each.edgePodCidr6].filter((prefix) => prefix !== undefined),
    ...(each.siteBlocks ?? []).map(({ prefix }) => prefix),
  ]);
}

function intoPod(packet: Packet, vpc: Vpc, vSwitch: VSwitch): Ending {
  const old = packet.requests ? null : ageOfGroups(packet, vpc, vSwitch, packet.to);
  if (old) return takenIn(doubting(packet, old), { kind: 'vpc', key: vpc.key });
  const names = groupsAt(packet, vpc, vSwitch, packet.to);
  const rules = names.map((name) => rulesOf(vpc, name)?.filter((rule) => rule.direction !== 'egress'));
  const isMember = vpc.vSwitches?.some(
    (each) =>
      holds(each.prefix, packet.from) && groupsAt(packet, vpc, each, packet.from).some((name) => names.includes(name)),
  );
  const isUnread = rules.length === 0 || rules.includes(undefined);
  const isLetIn = isMember || isUnread || rules.some((list) => isPermitted(list ?? [], packet));
  return packet.requests || isLetIn ? takenIn(packet, { kind: 'vpc', key: vpc.key }) : deniedByGroup;
}

const IDLE = [
  'idle',
  'connecting',
  'acceptingconnecting',
  'activating',
  'inactive',
  'deactivating',
  'rejecting',
  'deleting',
  'deleted',
];

function overPair(packet: Packet, key: string): readonly Ending[] {
  const { routerInterfaces } = packet.view.estate;
  const near = routerInterfaces.find((each) => each.key === key);
  if (!near) return [open('router-interface-not-read', 'cloud')];
  const far = routerInterfaces.find((each) => each.key === near.opposite);
  const words = [near, far].flatMap((each) => (each ? [each.status?.toLowerCase()] : []));
  const age = ageOf(packet.view, 'router-interface');
  if (!age && words.some((word) => word !== undefined && IDLE.includes(word)))
    return [dead('router-interface-not-active', undefined, 'cloud')];
  const router = far?.router ?? near.oppositeRouter;
  if (router === undefined) return [open('router-interface-not-read', 'cloud')];
  const unsure = words.every((word) => word === 'active') ? null : 'router-interface-status-unknown';
  const passed = doubting(packet, age ?? unsure);
  return toRouter(passed, router);
}

export function intoVbr(packet: Packet, key: string): readonly Ending[] {
  const name = `vbr ${key}`;
  const circle = turning(packet, name);
  if (circle) return [circle];
  const { estate } = packet.view;
  const vbr = estate.vbrs.find((each) => each.key === key);
  if (!vbr) return [open('router-not-read', 'cloud')];
  const age = ageOf(packet.view, 'vbr');
  const word = vbr.status?.toLowerCase();
  const isDown = ['unconfirmed', 'terminating', 'terminated', 'recovering', 'deleting', 'pending'].includes(word ?? '');
  if (isDown && !age) return [dead('vbr-not-active', 'F26', 'cloud')];
  if (!vbr.routeTable?.entries) return [open('route-table-not-read', 'cloud')];
  const tableAge = ageOf(packet.view, 'route-entry', vbr.routeTable.key);
  if (tableAge) return [open(tableAge, 'cloud')];
  const unsure = word === 'active' ? null : 'vbr-status-unknown';
  const seen = doubting({ ...packet, seen: [...packet.seen, name] }, age ?? unsure);
  const code = podRangesOf(estate).some((prefix) => holds(prefix, packet.to)) ? 'F01' : 'V4';
  const onward: Onward = (hop) => {
    if (hop.key === vbr.vlanInterface) return toGateways(seen, vbr);
    if (hop.kind === 'router-interface') return overPair(seen, hop.key);
    return overTransit(seen, key, hop) ?? [open('next-hop-not-read', 'cloud')];
  };
  const missing = dead('no-route', code, 'cloud');
  return byTable(seen, vbr.routeTable, missing, 'cloud', onward, () => whyUnlearnt(seen, vbr));
}

/** Through the transit router that a row of a router names, by the table of the attachment it comes in by. */
function overTransit(packet: Packet, from: string, hop: NextHop): readonly Ending[] | null {
  const transit = packet.view.estate.transitRouters.find(({ kind, key, attachments }) =>
    attachments.some((each) => each.router === from && (each.key === hop.key || (kind === 'ecr' && key === hop.key))),
  );
  const near = transit?.attachments.find(
    (each) => each.router === from && (each.key === hop.key || (transit.kind === 'ecr' && transit.key === hop.key)),
  );
  if (!transit || !near) return null;
  const name = `transit ${transit.key} ${near.key}`;
  const circle = turning(packet, name);
  if (circle) return [circle];
  const seen: Packet = { ...packet, seen: [...packet.seen, name] };
  return overAttachment(seen, near, (inside) => {
    const tables = transit.routeTables ?? [];
    const named = tables.filter((each) => each.attachments?.includes(near.key));
    const others = tables.filter((each) => !each.attachments);
    const [table, another] = named.length > 0 ? named : others;
    if (another) return [open('route-table-not-read', 'cloud')];
    if (!table?.entries) return [open('route-table-not-read', 'cloud')];
    const toCloud = packet.view.estate.vpcs.some((vpc) => vpc.prefixes.some((prefix) => holds(prefix, packet.to)));
    return byTable(inside, table, dead('no-route', toCloud ? 'V4' : 'F02', 'cloud'), 'cloud', ({ key }) => {
      const far = transit.attachments.find((each) => each.key === key);
      if (!far) return [open('next-hop-not-read', 'cloud')];
      const { vpcs, vbrs } = packet.view.estate;
      const ends = [from, far.router];
      const isEcr = transit.kind === 'ecr';
      if (isEcr && ends.every((end) => vpcs.some((vpc) => vpc.key === end)))
        return [dead('ecr-joins-no-vpcs', undefined, 'cloud')];
      const isSiteLink = isEcr && ends.every((end) => vbrs.some((vbr) => vbr.key === end));
      return overAttachment(doubting(inside, isSiteLink ? 'site-link-not-read' : null), far, (beyond) =>
        toRouter(beyond, far.router),
      );
    });
  });
}

function overAttachment(
  packet: Packet,
  { status }: Attachment,
  then: (packet: Packet) => readonly Ending[],
): readonly Ending[] {
  const word = status?.toLowerCase() ?? 'attached';
  if (['attaching', 'detached', 'detaching', 'creating', 'deleting'].includes(word))
    return [dead('attachment-not-attached', undefined, 'cloud')];
  return then(doubting(packet, word === 'attached' ? null : 'attachment-status-unknown'));
}

function toRouter(packet: Packet, key: string): readonly Ending[] {
  const { vbrs, vpcs } = packet.view.estate;
  if (vbrs.some((each) => each.key === key)) return intoVbr(packet, key);
  return vpcs.some((each) => each.key === key) ? intoVpc(packet, key, null) : [open('router-not-read', 'cloud')];
}

/** A gateway whose own lines are all down is not sent to while there is another. */
function toGateways(packet: Packet, vbr: Vbr): readonly Ending[] {
  if (vbr.physicalConnections.length === 0) return [open('circuit-not-known', 'cloud')];
  const gateways = gatewaysOf(packet.view.estate, vbr);
  const lit = gateways.filter((gateway) => stateOf(packet, linesOf(packet, vbr, gateway)) !== 'down');
  const onward = lit.filter((gateway) => apartOn(packet, vbr, gateway)?.kind !== 'unreachable');
  if (onward.length === 0)
    return overLines(packet, vbr.physicalConnections, () =>
      lit.length > 0
        ? lit.flatMap((gateway) => apartOn(packet, vbr, gateway) ?? [])
        : [open('gateway-not-declared', 'idc')],
    );
  return onward.flatMap((gateway) =>
    overLines(packet, linesOf(packet, vbr, gateway), (crossed) =>
      throughGateway(doubting(crossed, apartOn(packet, vbr, gateway)?.code ?? null), gateway, (crossing, next) =>
        upCircuit(crossing, next, gateway),
      ),
    ),
  );
}

/** From a gateway up to a VBR. */
export function upCircuit(packet: Packet, vbr: Vbr, gateway: Gateway): readonly Ending[] {
  return overLines(packet, linesOf(packet, vbr, gateway), (crossed) => {
    const why = apartOn(packet, vbr, gateway);
    return why?.kind === 'unreachable' ? [why] : intoVbr(doubting(crossed, why?.code ?? null), vbr.key);
  });
}

/** The lines of a VBR that are plugged into a gateway; where its ports name none, those that come to its building. */
function linesOf({ view }: Packet, { physicalConnections }: Vbr, { interfaces, site }: Gateway): readonly string[] {
  const ports = physicalConnections.filter((line) => interfaces.some((port) => port.circuit === line));
  if (ports.length > 0) return ports;
  const elsewhere = view.estate.physicalConnections.filter((line) => line.site !== undefined && line.site !== site);
  const here = physicalConnections.filter((key) => !elsewhere.some((line) => line.key === key));
  return here.length > 0 ? here : physicalConnections;
}

const LINE_DOWN = [
  'initial',
  'approved',
  'allocating',
  'allocated',
  'confirmed',
  'rejected',
  'canceled',
  'allocation failed',
  'terminating',
  'terminated',
];

/** The best of some lines. An old reading of them is a doubt and no more. */
function stateOf({ view }: Packet, lines: readonly string[]): 'up' | 'down' | 'unsure' | 'old' {
  if (ageOf(view, 'physical-connection')) return 'old';
  const states = lines.map((key) => {
    const circuit = view.estate.physicalConnections.find((each) => each.key === key);
    const [line, bill] = [circuit?.status?.toLowerCase() ?? '', circuit?.businessStatus?.toLowerCase() ?? ''];
    if (LINE_DOWN.includes(line) || bill === 'financiallocked' || bill === 'securitylocked') return 'down';
    return line === 'enabled' && bill === 'normal' ? 'up' : 'unsure';
  });
  return states.includes('up') ? 'up' : states.includes('unsure') ? 'unsure' : 'down';
}

function overLines(
  packet: Packet,
  lines: readonly string[],
  then: (packet: Packet) => readonly Ending[],
): readonly Ending[] {
  if (lines.length === 0) return [open('circuit-not-known', 'cloud')];
  const state = stateOf(packet, lines);
  if (state === 'down') return [dead('circuit-not-ready', 'F26', 'cloud')];
  const doubt = { up: null, unsure: 'circuit-status-unknown', old: ageOf(packet.view, 'physical-connection') };
  return then(doubting(packet, doubt[state]));
}
