import { gatewayOfSession, hostOf, sessionsOf } from '@/domain/routing/bgp-session';
import { siteOfPool } from '@/domain/routing/estate-index';
import { gatewaysOf } from '@/domain/routing/link';
import { sessionStatus } from './cloud-elements';
import { byKeyOf, type BuildContext } from './elements';
import { code, nodeId, type GraphEdge, type GraphStatus } from './graph';
import type { Neighbours, Place } from './layout';
import { SIZE } from './measure';

/** A line of the estate before its ends have places. Rows are what a BGP session holds on to. */
export type Link = {
  kind: GraphEdge['kind'];
  from: string;
  to: string;
  fromRow?: string;
  toRow?: string;
  status: GraphStatus;
  label?: GraphEdge['label'];
};

export function neighboursOf({ index }: BuildContext): Neighbours {
  const keyOf = (id: string) => id.slice(id.indexOf(':') + 1);
  return {
    interfacesOf: (vbr) =>
      byKeyOf(index.routerInterfaces.values())
        .filter((each) => each.router === keyOf(vbr))
        .map((each) => nodeId('router-interface', each.key)),
    circuitsOf: (vbr) =>
      [...(index.vbrs.get(keyOf(vbr))?.physicalConnections ?? [])]
        .sort()
        .map((key) => nodeId('physical-connection', key)),
    siteOf: (circuit) => {
      const site = index.circuits.get(keyOf(circuit))?.site ?? siteByGateway(index, keyOf(circuit));
      return site === undefined ? undefined : nodeId('site', site);
    },
    lanOf: (pool) => {
      const lan = index.pools.get(keyOf(pool))?.pool.lan;
      return lan === undefined ? undefined : nodeId('lan', lan);
    },
  };
}

function siteByGateway(index: BuildContext['index'], circuit: string): string | undefined {
  return byKeyOf(index.gateways.values()).find((each) => each.interfaces.some((port) => port.circuit === circuit))
    ?.site;
}

/** What is plugged into what, and who speaks BGP with whom. */
export function linksOf(context: BuildContext): readonly Link[] {
  return [
    ...(context.layers.has('physical')
      ? [...cloudLinks(context), ...circuitLinks(context), ...siteLinks(context)]
      : []),
    ...(context.layers.has('bgp') ? bgpLinks(context) : []),
  ];
}

function link(from: string, to: string): Link {
  return { kind: 'link', from, to, status: 'healthy' };
}

function cloudLinks({ index }: BuildContext): readonly Link[] {
  return byKeyOf(index.routerInterfaces.values()).flatMap((near) => {
    if (!index.vbrs.has(near.router)) return [];
    const far = near.opposite === undefined ? undefined : index.routerInterfaces.get(near.opposite);
    const vpc = far?.router ?? near.oppositeRouter;
    const pair = nodeId('router-interface', near.key);
    return [
      ...(vpc !== undefined && index.vpcs.has(vpc) ? [link(nodeId('vpc', vpc), pair)] : []),
      link(pair, nodeId('vbr', near.router)),
    ];
  });
}

function circuitLinks({ index }: BuildContext): readonly Link[] {
  return byKeyOf(index.vbrs.values()).flatMap((vbr) => {
    const gateways = byKeyOf(gatewaysOf(index, vbr));
    return [...vbr.physicalConnections].sort().flatMap((key) => {
      const circuit = nodeId('physical-connection', key);
      const ends = gateways.filter((each) => each.interfaces.some((port) => port.circuit === key));
      return [
        link(nodeId('vbr', vbr.key), circuit),
        ...(ends.length > 0 ? ends : gateways).map((each) => link(circuit, nodeId('gateway', each.key))),
      ];
    });
  });
}

function siteLinks({ index }: BuildContext): readonly Link[] {
  const gateways = byKeyOf(index.gateways.values());
  const lans = byKeyOf(index.sites.values()).flatMap((site) =>
    byKeyOf(site.lans).flatMap((lan) => {
      const here = gateways.filter((each) => each.site === site.key);
      const attached = here.filter((each) => each.interfaces.some((port) => port.lan === lan.key));
      return (attached.length > 0 ? attached : here).map((each) =>
        link(nodeId('gateway', each.key), nodeId('lan', lan.key)),
      );
    }),
  );
  const pools = byKeyOf([...index.pools.values()].map(({ pool }) => pool)).flatMap((pool) => {
    if (pool.kind !== 'edge') return [];
    if (pool.lan !== undefined && index.lans.has(pool.lan))
      return [link(nodeId('lan', pool.lan), nodeId('pool', pool.key))];
    const site = siteOfPool(index, pool);
    return gateways
      .filter((each) => each.site === site)
      .map((each) => link(nodeId('gateway', each.key), nodeId('pool', pool.key)));
  });
  return [...lans, ...pools];
}

function bgpLinks(context: BuildContext): readonly Link[] {
  return byKeyOf(context.index.vbrs.values()).flatMap((vbr) =>
    sessionsOf(vbr).flatMap((session): readonly Link[] => {
      const gateway = gatewayOfSession(context.index, session);
      if (!gateway) return [];
      return [
        {
          kind: 'bgp',
          from: nodeId('vbr', vbr.key),
          to: nodeId('gateway', gateway.key),
          fromRow: `session ${session.peer.key}`,
          toRow: `peer ${hostOf(vbr.localGatewayAddress) ?? ''}`,
          status: sessionStatus(context, session),
          label: code('ebgp'),
        },
      ];
    }),
  );
}

/** Lines between what is drawn: an end inside a closed box holds on to the box; what would join a thing to itself is gone. */
export function edgesOf(
  links: readonly Link[],
  places: ReadonlyMap<string, Place>,
  shownAs: (id: string) => string,
): readonly GraphEdge[] {
  const edges = new Map<string, GraphEdge>();
  for (const each of links) {
    const [from, to] = [shownAs(each.from), shownAs(each.to)];
    const [a, b] = [places.get(from), places.get(to)];
    if (!a || !b || from === to) continue;
    const id = `${each.kind} ${from} ${to}${each.fromRow === undefined ? '' : ` ${each.fromRow}`}`;
    const ends = each.kind === 'bgp' ? rowEnds(each, a, b) : levelEnds(a, b);
    const { kind, status, label } = each;
    edges.set(id, { id, kind, from, to, status, ...(label ? { label } : {}), ...ends });
  }
  return [...edges.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

function rowEnds(each: Link, a: Place, b: Place): { fromY: number; toY: number } {
  return { fromY: a.rowY[each.fromRow ?? ''] ?? a.height / 2, toY: b.rowY[each.toRow ?? ''] ?? b.height / 2 };
}

/** A level line through the middle of a pill, or of the smaller of two cards; at the edge of a card that does not reach so far. */
function levelEnds(a: Place, b: Place): { fromY: number; toY: number } {
  const slim = [a, b].find((each) => each.width < SIZE.leastCard / 2 + 10);
  const y = slim ? slim.y + (slim.height - SIZE.slimLabel) / 2 : middleOf(a.height <= b.height ? a : b);
  const within = (place: Place) => Math.min(Math.max(y - place.y, 20), place.height - 20);
  return { fromY: within(a), toY: within(b) };
}

function middleOf(place: Place): number {
  return place.y + place.height / 2;
}
