import type { KubeNode } from '@/domain/estate/cluster';
import type { EstateView } from '@/domain/estate/view';
import type { Address } from '@/domain/net/address';
import { holds, pointOf, type Point } from './addresses';
import { fromVSwitches, upCircuit } from './cloud';
import { exitsOf } from './exits';
import { throughGateway } from './gateway';
import { open, type Ending, type Packet, type Spot } from './packet';
import { siteOf, spotsOf } from './places';

/**
 * A second, naive answer to who reaches whom: one packet from one address to another, hop by hop, every table read row by row.
 * Written from the facts and not from the engine, with none of its ranges, partitions, indexes and memories, so that the two can
 * be held against each other. Every way that the packet may take, and how it ends.
 * @param asked how the packets ended that it answers; nothing: it asks
 */
export function endingsOf(view: EstateView, from: Address, to: Address, asked?: readonly Ending[]): readonly Ending[] {
  const [source, target] = [pointOf(from), pointOf(to)];
  if (source.family !== target.family) return [open('no-common-family')];
  const requests = asked?.flatMap(({ by }) => (by ? [by] : []));
  const nowhere = [undefined] as const;
  const known = (goal?: Spot) => ({ ...(requests ? { requests } : {}), ...(goal ? { goal } : {}) });
  const spots = (found: readonly Spot[]) => (found.length > 0 ? found : nowhere);
  const endings = spots(spotsOf(view.estate, source)).flatMap((start) =>
    spots(spotsOf(view.estate, target)).flatMap((goal) => {
      const packet: Packet = { view, from: source, to: target, doubts: [], seen: [], ...known(goal) };
      return start ? depart(packet, start, goal) : [open('source-not-placed')];
    }),
  );
  // Claimed twice, it stands where something holds it.
  const standing = endings.filter(({ code }) => code !== 'source-not-placed');
  return standing.length > 0 ? standing : endings;
}

function depart(packet: Packet, start: Spot, goal: Spot | undefined): readonly Ending[] {
  if (start.lan !== undefined && start.lan === goal?.lan && isNeighbour(packet, start))
    return [{ kind: 'reachable', by: [] }];
  if (start.kind === 'vpc') return fromVSwitches(packet, start.key);
  const chosen = exitsOf(packet.view.estate, start.key, start.lan);
  const isAnywhere = packet.view.estate.gateways.some(({ site }) => site === start.key);
  if (chosen.length === 0) return [open(isAnywhere ? 'lan-gateway-not-declared' : 'gateway-not-declared', 'idc')];
  return chosen.flatMap((gateway) =>
    throughGateway(packet, gateway, (crossing, vbr) => upCircuit(crossing, vbr, gateway)),
  );
}

/** Everybody finds hosts and nodes of the LAN; its pods are known to nodes of their own cluster that Flannel told of them. */
function isNeighbour({ view, from, to }: Packet, { key: site, lan }: Spot): boolean {
  const { sites, clusters } = view.estate;
  const own = sites.flatMap(({ lans }) => lans).find(({ key }) => key === lan);
  if (own && holds(own.prefix, to)) return true;
  return clusters.some(({ nodes = [], nodePools = [] }) => {
    const here = (runsFlannel: boolean) => {
      const pools = nodePools.filter(
        (pool) => pool.kind === 'edge' && pool.lan === lan && siteOf(view.estate, pool) === site,
      );
      return nodes.filter(({ pool }) =>
        pools.some(({ key, hostNetwork }) => key === pool && !(runsFlannel && hostNetwork)),
      );
    };
    if (here(false).some((node) => isOnNode(node, to))) return true;
    const senders = here(true).filter((node) => isOnNode(node, from) || isInPods(node, from));
    const receivers = here(true).filter((node) => isInPods(node, to));
    return senders.some((sender) =>
      receivers.some((receiver) => receiver === sender || receiver.flannel?.ready !== false),
    );
  });
}

function isOnNode({ address, address6 }: KubeNode, { bits, family }: Point): boolean {
  return [address, address6].some((each) => {
    const point = each === undefined ? null : pointOf(each);
    return point?.bits === bits && point.family === family;
  });
}

function isInPods({ podCidr, podCidr6 }: KubeNode, point: Point): boolean {
  return [podCidr, podCidr6].some((prefix) => prefix !== undefined && holds(prefix, point));
}
