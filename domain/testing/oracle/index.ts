import type { EstateView } from '@/domain/estate/view';
import type { Address } from '@/domain/net/address';
import { holds, pointOf } from './addresses';
import { fromVSwitches, upCircuit } from './cloud';
import { exitsOf } from './exits';
import { throughGateway } from './gateway';
import { open, type Ending, type Packet, type Spot } from './packet';
import { spotsOf } from './places';

/**
 * A second, naive answer to who reaches whom: one packet from one address to another, hop by hop, every table read row by row.
 * Written from the facts and not from the engine, with none of its ranges, partitions, indexes and memories, so that the two can
 * be held against each other. Every way that the packet may take, and how it ends.
 */
export function endingsOf(view: EstateView, from: Address, to: Address, reply: boolean): readonly Ending[] {
  const [source, target] = [pointOf(from), pointOf(to)];
  if (source.family !== target.family) return [open('no-common-family')];
  const nowhere = [undefined] as const;
  const spots = (found: readonly Spot[]) => (found.length > 0 ? found : nowhere);
  const endings = spots(spotsOf(view.estate, source)).flatMap((start) =>
    spots(spotsOf(view.estate, target)).flatMap((goal) => {
      const packet: Packet = { view, from: source, to: target, reply, doubts: [], seen: [], ...(goal ? { goal } : {}) };
      return start ? depart(packet, start, goal) : [open('source-not-placed')];
    }),
  );
  // Claimed twice, it stands where something holds it.
  const standing = endings.filter(({ code }) => code !== 'source-not-placed');
  return standing.length > 0 ? standing : endings;
}

function depart(packet: Packet, start: Spot, goal: Spot | undefined): readonly Ending[] {
  if (start.lan !== undefined && start.lan === goal?.lan && isNeighbour(packet, start.lan))
    return [{ kind: 'reachable' }];
  if (start.kind === 'vpc') return fromVSwitches(packet, start.key);
  const chosen = exitsOf(packet.view.estate, start.key, start.lan);
  if (chosen.length === 0) return [open('gateway-not-declared', 'idc')];
  return chosen.flatMap((gateway) =>
    throughGateway(packet, gateway, (crossing, vbr) => upCircuit(crossing, vbr, gateway)),
  );
}

/** Whoever is not a node of the LAN, nor a pod of one, does not know where its pods are. */
function isNeighbour({ view, from, to }: Packet, lan: string): boolean {
  const { sites, clusters } = view.estate;
  const own = sites.flatMap((site) => site.lans).find(({ key }) => key === lan);
  if (!own || holds(own.prefix, to) || !holds(own.prefix, from)) return true;
  const nodes = clusters.flatMap(({ nodes = [], nodePools = [] }) =>
    nodes.filter(({ pool }) => nodePools.some((each) => each.kind === 'edge' && each.key === pool && each.lan === lan)),
  );
  return nodes.some((node) =>
    [node.address, node.address6].some((each) => each !== undefined && pointOf(each).bits === from.bits),
  );
}
