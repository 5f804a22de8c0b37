import { siteOfCircuits } from './circuit-sites';
import {
  circuitElement,
  regionId,
  routerInterfaceElement,
  transitRouterElement,
  vbrElement,
  vpcElement,
} from './cloud-elements';
import { lanElement, poolElements, siteElement } from './edge-elements';
import { gatewayElement, sessionsByGateway } from './gateway-element';
import { byKeyOf, type BuildContext, type Element } from './elements';
import { code, type GraphStatus } from './graph';
import { worst } from './status';

/** Everything of the estate that has a place in the picture, boxes before what they hold, each list in order of keys. */
export function collectElements(context: BuildContext): readonly Element[] {
  const { estate } = context.index;
  const sites = byKeyOf(estate.sites).map(siteElement);
  const cloud = cloudElements(context);
  const edge = edgeElements(context);
  const boxes = new Set(sites.map((each) => each.id));
  const homeless = [...cloud, ...edge].flatMap((each) =>
    each.parent && isBox(each.parent) && !boxes.has(each.parent) ? [each.parent] : [],
  );
  const extra = [...new Set(homeless)].sort().map(namelessBox);
  return rolledUp([...sites, ...extra, ...cloud, ...edge]);
}

function isBox(id: string): boolean {
  return id.startsWith('region:') || id.startsWith('site:');
}

/** A box for what belongs to a site that nobody declared. */
function namelessBox(id: string): Element {
  const [kind = 'site', ...rest] = id.split(':');
  const key = rest.join(':');
  const title = key === '' ? code('site-not-declared') : { kind: 'text' as const, text: key };
  return {
    id,
    kind: kind === 'region' ? 'region' : 'site',
    key,
    column: 'box',
    title,
    status: 'unknown',
    rows: [],
    collapsible: true,
    findings: [],
  };
}

function cloudElements(context: BuildContext): readonly Element[] {
  const { index } = context;
  const vbrs = byKeyOf(index.vbrs.values());
  const circuits = new Set([...vbrs.flatMap((each) => each.physicalConnections), ...index.circuits.keys()]);
  const pairs = byKeyOf(index.routerInterfaces.values()).flatMap((near) => {
    if (!index.vbrs.has(near.router)) return [];
    const far = near.opposite === undefined ? undefined : index.routerInterfaces.get(near.opposite);
    return [{ ...routerInterfaceElement(context, near, far), parent: regionId(index.vbrs.get(near.router)?.site) }];
  });
  const only = vbrs.length === 1 && vbrs[0]?.physicalConnections.length === 1 ? vbrs[0].physicalConnections[0] : null;
  const siteOf = siteOfCircuits(index);
  const circuit = (key: string) => circuitElement(context, key, { alone: key === only, site: siteOf.get(key) });
  return [
    ...byKeyOf(index.vpcs.values()).map((vpc) => vpcElement(context, vpc)),
    ...byKeyOf(index.estate.transitRouters).map(transitRouterElement),
    ...pairs,
    ...vbrs.map((vbr) => vbrElement(context, vbr)),
    ...[...circuits].sort().map(circuit),
  ];
}

function edgeElements(context: BuildContext): readonly Element[] {
  const { index } = context;
  const pools = byKeyOf([...index.pools.values()].map((found) => ({ key: found.pool.key, found }))).map(
    ({ found }) => ({
      lan: found.pool.lan,
      elements: poolElements(context, found),
    }),
  );
  const hanging = new Map<string, GraphStatus[]>();
  for (const { lan, elements } of pools)
    if (lan !== undefined && elements[0]) hanging.set(lan, [...(hanging.get(lan) ?? []), elements[0].status]);
  const lans = byKeyOf(index.sites.values()).flatMap((site) =>
    byKeyOf(site.lans).map((lan) => lanElement(site, lan, worst(hanging.get(lan.key) ?? []))),
  );
  const sessions = sessionsByGateway(context);
  const gateways = byKeyOf(index.gateways.values()).map((gateway) =>
    gatewayElement(context, gateway, sessions.get(gateway.key) ?? []),
  );
  return [...gateways, ...lans, ...pools.flatMap((each) => each.elements)];
}

/** Boxes are as bad as the worst thing in them. */
function rolledUp(elements: readonly Element[]): readonly Element[] {
  const inside = descendantsOf(elements);
  return elements.map((element) => {
    if (element.column !== 'box') return element;
    const statuses = counted(inside(element.id)).map((each) => each.status);
    return { ...element, status: worst(statuses) };
  });
}

/** What is put away with something: what stands in it, and what belongs to it wherever it stands. */
export function descendantsOf(elements: readonly Element[]): (id: string) => readonly Element[] {
  const children = new Map<string, Element[]>();
  for (const each of elements) {
    const holder = each.within ?? each.parent;
    if (holder === undefined) continue;
    const held = children.get(holder);
    if (held) held.push(each);
    else children.set(holder, [each]);
  }
  const known = new Map<string, readonly Element[]>();
  const inside = (id: string): readonly Element[] => {
    const done = known.get(id);
    if (done) return done;
    const all = (children.get(id) ?? []).flatMap((each) => [each, ...inside(each.id)]);
    known.set(id, all);
    return all;
  };
  return inside;
}

/** What counts when a box says how many of what it holds: devices, not the lines between them. */
export function counted(elements: readonly Element[]): readonly Element[] {
  return elements.filter((each) => each.kind !== 'lan');
}
