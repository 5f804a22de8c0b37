import { podCidrsOf, type Cluster, type KubeNode } from '@/domain/estate/cluster';
import type { Estate } from '@/domain/estate/estate';
import type { PhysicalConnection, Vbr } from '@/domain/estate/express-connect';
import type { Gateway } from '@/domain/estate/gateway';
import type { Lan, Site } from '@/domain/estate/site';
import { parseInterfaceAddress } from '@/domain/net/interface-address';
import { containsAddress, lastBits, type Prefix, prefixFamily, prefixLength } from '@/domain/net/prefix';
import { type Address, addressFamily, addressFromBits, type Family } from '@/domain/net/address';
import { matchOf, routerOf, routeVia } from './draw-cloud';
import { addressIn, type Drawing, type Ends, type Machine, type Way } from './drawing';
import { type Seats, seatsOf } from './seats';

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
      const machines = [routerOf(drawing, estate, vbr.key), gatewayOf(drawing, gateway)] as const;
      const [way] = drawing.link(...machines, {
        dead,
        ends: { ...endsOf(vbr, gateway, 4), ...endsOf(vbr, gateway, 6) },
      });
      const [to, to6] = [peerOf(vbr, 4), peerOf(vbr, 6)];
      return {
        dead,
        way: {
          ...way,
          ...(to === undefined ? {} : { 4: parseInterfaceAddress(to).address }),
          ...(to6 === undefined ? {} : { 6: parseInterfaceAddress(to6).address }),
        },
      };
    });
  const lit = lines.filter(({ dead }) => !dead);
  return (lit.length > 0 ? lit : lines).map(({ way }) => way);
}

/** Both ends' addresses of one family, where the VBR has any: its own, and what the gateway has on that circuit. */
function endsOf(vbr: Vbr, gateway: Gateway, family: Family): Partial<Record<Family, Ends>> {
  const near = family === 4 ? vbr.localGatewayAddress : vbr.localGatewayAddress6;
  const far = portOf(vbr, gateway, family)?.address ?? peerOf(vbr, family);
  return near === undefined || far === undefined ? {} : { [family]: [near, far] };
}

function peerOf({ peerGatewayAddress, peerGatewayAddress6 }: Vbr, family: Family): string | undefined {
  return family === 4 ? peerGatewayAddress : peerGatewayAddress6;
}

export function gatewayOf(drawing: Drawing, { key }: Gateway): Machine {
  return drawing.machine(`gateway ${key}`, 'router');
}

function isReady(circuit: PhysicalConnection | undefined): boolean {
  return circuit?.status === 'enabled' && circuit.businessStatus?.toLowerCase() === 'normal';
}

/** By an address that both ends name, or by circuit and VLAN. */
function isLinked(vbr: Vbr, { interfaces }: Gateway): boolean {
  const { physicalConnections, vlanId } = vbr;
  const peers = [peerOf(vbr, 4), peerOf(vbr, 6)];
  return interfaces.some(
    (each) =>
      peers.includes(each.address) ||
      (each.circuit !== undefined &&
        physicalConnections.includes(each.circuit) &&
        (each.vlanId === undefined || vlanId === undefined || each.vlanId === vlanId)),
  );
}

/** The port on the VBR's own circuit: the one with the address that both name, else the one of their VLAN. */
function portOf(vbr: Vbr, { interfaces }: Gateway, family: Family) {
  const { physicalConnections, vlanId } = vbr;
  const own = interfaces.filter(
    ({ circuit, address }) =>
      circuit !== undefined && physicalConnections[0] === circuit && address.includes(':') === (family === 6),
  );
  return own.find(({ address }) => address === peerOf(vbr, family)) ?? own.find((each) => each.vlanId === vlanId);
}

function areTaggedOtherwise(vbr: Vbr, gateway: Gateway): boolean {
  const tag = portOf(vbr, gateway, 4)?.vlanId;
  return vbr.vlanId !== undefined && tag !== undefined && tag !== vbr.vlanId;
}

function hasSession({ bgpGroups = [] }: Vbr): boolean {
  return bgpGroups.some(({ peers }) => peers?.some(({ observed }) => observed?.sessionState === 'established'));
}

/** The LANs of a site, its nodes with their pods, a host in every LAN and one outside them all. */
export function drawSite(drawing: Drawing, estate: Estate, site: Site): void {
  const gateways = estate.gateways.filter((each) => each.site === site.key);
  for (const lan of site.lans) drawLan(drawing, estate, lan, gateways);
  const addresses = ([4, 6] as const).flatMap((family) => outside(site, family) ?? []);
  if (addresses.length === 0 || gateways.length === 0) return;
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
  const port = drawing.stub(inner, `host of ${site.key}`, ...addresses);
  for (const address of addresses) inner.routes.push(`${address} dev ${port}`);
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
function outside({ hostPrefixes, lans }: Site, family: Family): Address | null {
  for (const prefix of hostPrefixes.filter((each) => prefixFamily(each) === family)) {
    const address = addressFromBits(prefixFamily(prefix), lastBits(prefix) - 2n);
    if (!lans.some((lan) => containsAddress(lan.prefix, address))) return address;
  }
  return null;
}

/** Plugs a machine into a LAN, with its addresses there, and gives it the way out. */
type Join = (machine: Machine, ...addresses: readonly Address[]) => void;

function drawLan(drawing: Drawing, estate: Estate, lan: Lan, gateways: readonly Gateway[]): void {
  const bridge = drawing.machine(`lan ${lan.key}`, 'lan');
  const seats = seatsOf(estate, lan);
  const named = gateways.filter((each) => each.interfaces.some((port) => port.lan !== undefined));
  const plug = (machine: Machine, addresses: readonly Address[]) => {
    const [port] = drawing.wire(machine, bridge);
    for (const address of addresses) {
      const own = addressFamily(address) === prefixFamily(lan.prefix) ? lan.prefix : (seats?.prefix ?? lan.prefix);
      machine.addresses.push(
        `${address}/${prefixLength(own)} dev ${port}${addressFamily(address) === 6 ? ' nodad' : ''}`,
      );
    }
    return port;
  };
  const attached = gateways.flatMap((gateway) => {
    const own = gateway.interfaces.find((each) => each.lan === lan.key && isOf(lan.prefix, each.address))?.address;
    // A site whose gateways name no LAN hangs on all of them.
    const address = own ? parseInterfaceAddress(own).address : named.length === 0 ? lan.gatewayAddress : undefined;
    if (address === undefined) return [];
    const addresses = [address, ...(seats ? [seats.gateway(gateway)] : [])];
    plug(gatewayOf(drawing, gateway), addresses);
    return [{ address, addresses }];
  });
  const first = attached.filter((each) => each.address === lan.gatewayAddress);
  const exits = (first.length > 0 ? first : attached).flatMap(({ addresses }) => addresses);
  const join: Join = (machine, ...addresses) => {
    const port = plug(machine, addresses);
    for (const family of [4, 6] as const) {
      const own = exits.filter((exit) => addressFamily(exit) === family);
      if (own.length > 0 && addresses.some((address) => addressFamily(address) === family))
        machine.routes.push(`default ${own.map((exit) => `nexthop via ${exit} dev ${port}`).join(' ')}`);
    }
  };
  const host = drawing.machine(`host in ${lan.key}`, 'host');
  const address = addressIn(lan.prefix, 200);
  join(host, address);
  drawing.host(host, address);
  for (const cluster of estate.clusters) drawNodes(drawing, cluster, lan, join, seats);
}

function isOf(prefix: Prefix, address: string): boolean {
  return address.includes(':') === (prefixFamily(prefix) === 6);
}

/** Nodes forward to their pods, and to each other's as Flannel has it. */
function drawNodes(drawing: Drawing, cluster: Cluster, lan: Lan, join: Join, seats: Seats | undefined): void {
  const pools = new Map((cluster.nodePools ?? []).map((each) => [each.key, each]));
  const nodes = (cluster.nodes ?? []).flatMap((node) => {
    const { address, pool = '' } = node;
    const six = seats?.node(node);
    return address !== undefined && pools.get(pool)?.lan === lan.key ? [{ ...node, address, pool, six }] : [];
  });
  for (const node of nodes) {
    const machine = nodeOf(drawing, node);
    join(machine, node.address, ...(node.six === undefined ? [] : [node.six]));
    const onHost = pools.get(node.pool)?.hostNetwork === true;
    const subnets = onHost ? [] : podCidrsOf(node);
    if (subnets.length === 0) {
      drawing.host(machine, node.address);
    } else {
      const addresses = subnets.map((subnet) => addressIn(subnet, 2));
      const port = drawing.stub(machine, `pod on ${node.name}`, ...addresses);
      for (const address of addresses) machine.routes.push(`${address} dev ${port}`);
      for (const subnet of subnets) machine.routes.push(`blackhole ${subnet} ${LAST}`);
    }
    for (const other of onHost ? [] : nodes.filter((each) => each !== node && each.flannel?.ready !== false))
      for (const subnet of podCidrsOf(other))
        machine.routes.push(`${subnet} via ${isOf(subnet, other.address) ? other.address : (other.six ?? '')}`);
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
  const allowed = permits.flatMap(({ from, to }) => matchOf(from, to)).map((match) => `${match} accept`);
  router.filters.push([...allowed, 'drop']);
}
