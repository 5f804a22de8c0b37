import type { Cluster, KubeNode } from '@/domain/estate/cluster';
import type { Estate } from '@/domain/estate/estate';
import type { PhysicalConnection, Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import type { Lan, Site } from '@/domain/estate/site';
import { parseInterfaceAddress } from '@/domain/net/interface-address';
import { containsAddress, lastBits, prefixFamily, prefixLength } from '@/domain/net/prefix';
import { type Address, addressFromBits } from '@/domain/net/address';
import { routerOf, routeVia } from './draw-cloud';
import { addressIn, type Drawing, type Machine, type Way } from './drawing';

/** What nothing more particular was said of comes last, as with the engine: what a site is declared to carry. */
const LAST = 'metric 250';

/** Whether no line of a VBR to any gateway carries anything. */
export function areLinesDead(estate: Estate, vbr: Vbr): boolean {
  const linked = estate.gateways.filter((each) => isLinked(vbr, each));
  return linked.length > 0 && linked.every((each) => isLineDead(estate, vbr, each));
}

/** No circuit of the VBR that is plugged into the gateway carries anything; where its ports name none, no circuit of the VBR. */
function isLineDead(estate: Estate, { physicalConnections }: Vbr, { interfaces }: Gateway): boolean {
  const plugged = physicalConnections.filter((key) => interfaces.some((each) => each.circuit === key));
  const lines = plugged.length > 0 ? plugged : physicalConnections;
  return !lines.some((key) => isReady(estate.physicalConnections.find((each) => each.key === key)));
}

/** The lines between a VBR and the gateways at its far end, as the VBR reaches them: by those whose light is on, if any is. */
export function drawLines(drawing: Drawing, estate: Estate, vbr: Vbr): readonly Way[] {
  const lines = estate.gateways
    .filter((gateway) => isLinked(vbr, gateway))
    .map((gateway) => {
      // Frames of another VLAN nobody hears; a session that was read as up shows that there is none.
      const dead = isLineDead(estate, vbr, gateway) || (areTaggedOtherwise(vbr, gateway) && !hasSession(vbr));
      const { localGatewayAddress: near } = vbr;
      const far = portOf(vbr, gateway)?.address ?? vbr.peerGatewayAddress;
      const between = near !== undefined && far !== undefined ? ([near, far] as const) : undefined;
      const ends = [routerOf(drawing, estate, vbr.key), gatewayOf(drawing, gateway)] as const;
      const [way, back] = drawing.link(...ends, { dead, ...(between ? { between } : {}) });
      const { localGatewayAddress6: near6, peerGatewayAddress6: far6 } = vbr;
      if (near6 !== undefined && gateway.interfaces.some(({ address }) => address === far6)) {
        ends[0].addresses.push(`${near6} dev ${way.port} nodad`);
        ends[1].addresses.push(`${far6} dev ${back.port} nodad`);
      }
      const to = vbr.peerGatewayAddress;
      return { dead, way: to === undefined ? way : { ...way, 4: parseInterfaceAddress(to).address } };
    });
  const lit = lines.filter(({ dead }) => !dead);
  return (lit.length > 0 ? lit : lines).map(({ way }) => way);
}

export function gatewayOf(drawing: Drawing, { key }: Gateway): Machine {
  return drawing.machine(`gateway ${key}`, 'router');
}

function isReady(circuit: PhysicalConnection | undefined): boolean {
  return circuit?.status === 'enabled' && circuit.businessStatus?.toLowerCase() === 'normal';
}

/** By the address that both ends name, or by circuit and VLAN. */
function isLinked({ physicalConnections, vlanId, peerGatewayAddress }: Vbr, { interfaces }: Gateway): boolean {
  return interfaces.some(
    (each) =>
      each.address === peerGatewayAddress ||
      (each.circuit !== undefined &&
        physicalConnections.includes(each.circuit) &&
        (each.vlanId === undefined || vlanId === undefined || each.vlanId === vlanId)),
  );
}

/** The port on the VBR's own circuit: the one with the address that both name, else the one of their VLAN. */
function portOf({ physicalConnections, vlanId, peerGatewayAddress }: Vbr, { interfaces }: Gateway) {
  const own = interfaces.filter(({ circuit }) => circuit !== undefined && physicalConnections[0] === circuit);
  return own.find(({ address }) => address === peerGatewayAddress) ?? own.find((each) => each.vlanId === vlanId);
}

function areTaggedOtherwise(vbr: Vbr, gateway: Gateway): boolean {
  const tag = portOf(vbr, gateway)?.vlanId;
  return vbr.vlanId !== undefined && tag !== undefined && tag !== vbr.vlanId;
}

function hasSession({ bgpGroups = [] }: Vbr): boolean {
  return bgpGroups.some(({ peers }) => peers?.some(({ observed }) => observed?.sessionState === 'established'));
}

/** The LANs of a site, its nodes with their pods, a host in every LAN and one outside them all. */
export function drawSite(drawing: Drawing, estate: Estate, site: Site): void {
  const gateways = estate.gateways.filter((each) => each.site === site.key);
  for (const lan of site.lans) drawLan(drawing, estate, lan, gateways);
  const address = outside(site);
  if (!address || gateways.length === 0) return;
  // The site's own routing: behind every gateway, and out by all of them.
  const inner = drawing.machine(`site ${site.key}`, 'router');
  const ways = gateways.map((gateway) => {
    const router = gatewayOf(drawing, gateway);
    const [out, back] = drawing.link(inner, router);
    if (!isReadWhole(gateway))
      for (const prefix of site.hostPrefixes) router.routes.push(routeVia(prefix, [back], LAST));
    return out;
  });
  inner.routes.push(...shared(ways));
  const port = drawing.stub(inner, `host of ${site.key}`, address);
  inner.routes.push(`${address} dev ${port}`);
}

/** Whose whole table was read has nothing but what was read. */
function isReadWhole({ observed, driver }: Gateway): boolean {
  return observed?.routes !== undefined && driver !== 'gobgp';
}

function shared(ways: readonly Way[]): readonly string[] {
  const one = (family: 4 | 6) => ways.map((each) => `nexthop via ${each[family]} dev ${each.port}`).join(' ');
  return [`default ${one(4)}`, `::/0 ${one(6)}`];
}

/** An address of the site that lies in none of its LANs. */
function outside({ hostPrefixes, lans }: Site): Address | null {
  for (const prefix of hostPrefixes) {
    const address = addressFromBits(prefixFamily(prefix), lastBits(prefix) - 2n);
    if (!lans.some((lan) => containsAddress(lan.prefix, address))) return address;
  }
  return null;
}

function drawLan(drawing: Drawing, estate: Estate, lan: Lan, gateways: readonly Gateway[]): void {
  const bridge = drawing.machine(`lan ${lan.key}`, 'lan');
  const named = gateways.filter((each) => each.interfaces.some((port) => port.lan !== undefined));
  const attached = gateways.flatMap((gateway) => {
    const own = gateway.interfaces.find((each) => each.lan === lan.key)?.address;
    // A site whose gateways name no LAN hangs on all of them.
    const address = own ? parseInterfaceAddress(own).address : named.length === 0 ? lan.gatewayAddress : undefined;
    if (address === undefined) return [];
    const router = gatewayOf(drawing, gateway);
    const [port] = drawing.wire(router, bridge);
    router.addresses.push(`${address}/${prefixLength(lan.prefix)} dev ${port}`);
    return [{ gateway, address, port }];
  });
  const first = attached.filter((each) => each.address === lan.gatewayAddress);
  const exits = (first.length > 0 ? first : attached).map((each) => each.address);
  const join = (machine: Machine, address: Address) => {
    const [port] = drawing.wire(machine, bridge);
    machine.addresses.push(`${address}/${prefixLength(lan.prefix)} dev ${port}`);
    if (exits.length > 0)
      machine.routes.push(`default ${exits.map((exit) => `nexthop via ${exit} dev ${port}`).join(' ')}`);
    return port;
  };
  const host = drawing.machine(`host in ${lan.key}`, 'host');
  const address = addressIn(lan.prefix, 200);
  join(host, address);
  drawing.host(host, address);
  for (const cluster of estate.clusters) drawNodes(drawing, cluster, lan, join);
}

/** Nodes forward to their pods, and to each other's as Flannel has it. */
function drawNodes(
  drawing: Drawing,
  cluster: Cluster,
  lan: Lan,
  join: (machine: Machine, address: Address) => string,
): void {
  const pools = new Map((cluster.nodePools ?? []).map((each) => [each.key, each]));
  const nodes = (cluster.nodes ?? []).flatMap((node) => {
    const { address, pool = '' } = node;
    return address !== undefined && pools.get(pool)?.lan === lan.key ? [{ ...node, address, pool }] : [];
  });
  for (const node of nodes) {
    const machine = nodeOf(drawing, node);
    join(machine, node.address);
    const onHost = pools.get(node.pool)?.hostNetwork === true;
    if (onHost || node.podCidr === undefined) {
      drawing.host(machine, node.address);
    } else {
      const address = addressIn(node.podCidr, 2);
      const port = drawing.stub(machine, `pod on ${node.name}`, address);
      machine.routes.push(`${address} dev ${port}`, `blackhole ${node.podCidr} ${LAST}`);
    }
    for (const other of nodes)
      if (other !== node && other.podCidr !== undefined && !onHost && other.flannel?.ready !== false)
        machine.routes.push(`${other.podCidr} via ${other.address}`);
  }
}

export function nodeOf(drawing: Drawing, { name }: KubeNode): Machine {
  return drawing.machine(`node ${name}`, 'router');
}

/** What a gateway knows without being told: its static routes, what it throws away, what it was seen to have, and what its firewall lets through. */
export function drawGateway(drawing: Drawing, gateway: Gateway): void {
  const router = gatewayOf(drawing, gateway);
  const isWhole = isReadWhole(gateway);
  for (const route of isWhole ? [] : (gateway.staticRoutes ?? []))
    router.routes.push(
      'nextHop' in route ? `${route.prefix} via ${route.nextHop} metric 1` : `blackhole ${route.prefix} metric 1`,
    );
  for (const { prefix, discard } of isWhole ? [] : (gateway.aggregates ?? []))
    if (discard) router.routes.push(`blackhole ${prefix} metric 200`);
  for (const { prefix, nextHop, best, discard } of gateway.observed?.routes ?? [])
    if (discard) router.routes.push(`blackhole ${prefix} metric 200`);
    else if (best && nextHop !== undefined) router.routes.push(`${prefix} via ${nextHop} metric 20`);
  const permits = gateway.permits ?? [];
  if (permits.length === 0) return;
  router.rules.push('pref 50 iif lo goto 32766');
  for (const { from, to } of permits)
    router.rules.push(`pref 100 ${from ? `from ${from} ` : ''}${to ? `to ${to} ` : ''}goto 32766`);
  router.rules.push('pref 101 prohibit');
}
