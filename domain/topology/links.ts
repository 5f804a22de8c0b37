import { gatewayOfSession, localOf, sessionsOf } from '@/domain/routing/sessions/bgp-session';
import { siteOfPool } from '@/domain/routing/estate-index';
import { gatewaysOf } from '@/domain/routing/sessions/link';
import { sessionStatus } from './cloud-elements';
import { byKeyOf, type BuildContext } from './elements';
import { code, nodeId, type GraphEdge, type GraphStatus } from './graph';
import { siteOfCircuits } from './circuit-sites';
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
  const sites = siteOfCircuits(index);
  const between = new Map<string, string[]>();
  const add = (router: string, id: string) => between.set(router, [...(between.get(router) ?? []), id]);
  for (const each of byKeyOf(index.routerInterfaces.values())) add(each.router, nodeId('router-interface', each.key));
  for (const each of byKeyOf(index.estate.transitRouters))
    for (const { router } of each.attachments) add(router, nodeId('transit-router', each.key));
  return {
    interfacesOf: (vbr) => between.get(keyOf(vbr)) ?? [],
    circuitsOf: (vbr) =>
      [...(index.vbrs.get(keyOf(vbr))?.physicalConnections ?? [])]
        .sort()
        .map((key) => nodeId('physical-connection', key)),
    siteOf: (circuit) => {
      const site = sites.get(keyOf(circuit));
      return site === undefined ? undefined : nodeId('site', site);
    },
    lanOf: (pool) => {
      const lan = index.pools.get(keyOf(pool))?.pool.lan;
      return lan === undefined ? undefined : nodeId('lan', lan);
    },
  };
}

/** What is plugged into what, and who speaks BGP with whom. */
export function linksOf(context: BuildContext): readonly Link[] {
  return [
    ...(context.layers.has('physical')
      ? [...cloudLinks(context), ...transitLinks(context), ...circuitLinks(context), ...siteLinks(context)]
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

function transitLinks({ index }: BuildContext): readonly Link[] {
  return byKeyOf(index.estate.transitRouters).flatMap(({ key, attachments }) =>
    attachments.flatMap(({ router }) => {
      const transit = nodeId('transit-router', key);
      if (index.vpcs.has(router)) return [link(nodeId('vpc', router), transit)];
      return index.vbrs.has(router) ? [link(transit, nodeId('vbr', router))] : [];
    }),
  );
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
          toRow: `peer ${localOf(session) ?? ''}`,
          status: sessionStatus(context, session),
          label: code('ebgp'),
        },
      ];
    }),
  );
}

/** The lines that remain when things are put away: an end inside a closed box holds on to the box; what would join a thing to itself is gone. */
export function drawnLinks(
  links: readonly Link[],
  isDrawn: (id: string) => boolean,
  shownAs: (id: string) => string,
): ReadonlyMap<string, Link> {
  const drawn = new Map<string, Link>();
  for (const each of links) {
    const [from, to] = [shownAs(each.from), shownAs(each.to)];
    if (from === to || !isDrawn(from) || !isDrawn(to)) continue;
    const id = `${each.kind} ${from} ${to}${each.fromRow === undefined ? '' : ` ${each.fromRow}`}`;
    drawn.set(id, { ...each, from, to });
  }
  return drawn;
}

export function edgesOf(
  links: ReadonlyMap<string, Link>,
  places: ReadonlyMap<string, Place>,
  afar: ReadonlySet<string>,
): readonly GraphEdge[] {
  const edges = [...links].flatMap(([id, each]): GraphEdge[] => {
    const [a, b] = [places.get(each.from), places.get(each.to)];
    if (!a || !b || afar.has(each.from) || afar.has(each.to)) return [];
    const { kind, from, to, status, label } = each;
    const ends = kind === 'bgp' ? rowEnds(each, a, b) : levelEnds(a, b);
    return [{ id, kind, from, to, status, ...(label ? { label } : {}), ...ends }];
  });
  return edges.sort((a, b) => (a.id < b.id ? -1 : 1));
}

function rowEnds(each: Link, a: Place, b: Place): { fromY: number; toY: number } {
  return { fromY: a.rowY[each.fromRow ?? ''] ?? a.height / 2, toY: b.rowY[each.toRow ?? ''] ?? b.height / 2 };
}

/** A level line through the middle of a pill, or of the smaller of two cards; at the edge of a card that does not reach so far. */
function levelEnds(a: Place, b: Place): { fromY: number; toY: number } {
  const slim = [a, b].find((each) => each.width < SIZE.slimWidth);
  const y = slim ? slim.y + (slim.height - SIZE.slimLabel) / 2 : middleOf(a.height <= b.height ? a : b);
  const within = (place: Place) => Math.min(Math.max(y - place.y, 20), Math.max(20, place.height - 20));
  return { fromY: within(a), toY: within(b) };
}

function middleOf(place: Place): number {
  return place.y + place.height / 2;
}
