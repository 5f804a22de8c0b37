import { descendantsOf } from './collect';
import type { Element } from './elements';
import { COLUMNS, type ColumnHead, type ColumnName } from './graph';
import { measureRows, SIZE } from './measure';

/** Where an element is, px from the top left of the sheet, and where its rows are, from its own top. */
export type Place = { x: number; y: number; width: number; height: number; rowY: Record<string, number> };

export type Layout = {
  places: ReadonlyMap<string, Place>;
  heads: readonly ColumnHead[];
  width: number;
  height: number;
  /** closed sites that stand too far right for a line to reach them without crossing others */
  afar: ReadonlySet<string>;
};

/** What stands beside what, from the links of the estate. */
export type Neighbours = {
  /** pairs of router interfaces of a VBR, in order */
  interfacesOf: (vbr: string) => readonly string[];
  circuitsOf: (vbr: string) => readonly string[];
  /** the site a circuit ends at */
  siteOf: (circuit: string) => string | undefined;
  lanOf: (pool: string) => string | undefined;
};

const X = columnStarts();

function columnStarts() {
  const cloud = SIZE.boxPad;
  const routerInterface = cloud + SIZE.cloud;
  const vbr = routerInterface + SIZE.routerInterface;
  const regionRight = vbr + SIZE.vbr + SIZE.boxPad;
  const circuit = regionRight;
  const site = circuit + SIZE.circuit;
  const gateway = site + SIZE.boxPad;
  const lan = gateway + SIZE.gateway;
  const pool = lan + SIZE.lan;
  return {
    region: 0,
    cloud,
    routerInterface,
    vbr,
    regionRight,
    circuit,
    site,
    gateway,
    lan,
    pool,
    right: pool + SIZE.pool + SIZE.boxPad,
  };
}

/**
 * Our own columns, from the cloud at the left to the nodes at the right: no forces, no chance. The same estate gives the
 * same picture, and one more thing moves only what is below it.
 */
export function layOut(elements: readonly Element[], near: Neighbours, closed: ReadonlySet<string>): Layout {
  const sheet = new Sheet(elements, closed);
  let y: number = SIZE.sheetTop;
  for (const region of sheet.boxes('region')) y = placeRegion(sheet, near, region, y) + SIZE.gap;
  placeCircuits(sheet, near);
  const sites = sitesInOrder(sheet, near);
  let siteY: number = SIZE.sheetTop;
  // Among closed sites an open one stands first, where it is seen: its circuit may be far down a long column.
  const tops = sites.some((each) => closed.has(each.id)) ? new Map<string, number>() : topsOfCircuits(sheet, near);
  for (const site of sites) if (!closed.has(site.id)) siteY = placeSite(sheet, near, site, siteY, tops) + SIZE.gap;
  const afar = placeClosedSites(
    sheet,
    sites.filter((each) => closed.has(each.id)),
    siteY,
  );
  const all = [...sheet.places.values()];
  return {
    places: sheet.places,
    heads: headsOf(elements),
    width: all.reduce<number>((most, each) => Math.max(most, each.x + each.width), X.right),
    height: all.reduce<number>((most, each) => Math.max(most, each.y + each.height), SIZE.sheetTop),
    afar,
  };
}

/** A few closed sites stand one below the other; many in a grid in the order of their keys, about as wide as it is high. */
function placeClosedSites(sheet: Sheet, sites: readonly Element[], top: number): ReadonlySet<string> {
  const room = X.right - X.site;
  const few = sites.length <= 6;
  const inOrder = few ? sites : [...sites].sort((a, b) => byNumbers.compare(a.key, b.key));
  const across = few ? 1 : Math.max(2, Math.ceil(Math.sqrt(sites.length / 2)));
  const width = across <= 2 ? (room - (across - 1) * SIZE.gap) / across : SIZE.siteCard;
  let [y, lowest] = [top, top];
  inOrder.forEach((site, at) => {
    const column = at % across;
    if (column === 0) y = at === 0 ? top : lowest + SIZE.gap;
    lowest = Math.max(lowest, sheet.card(site, X.site + column * (width + SIZE.gap), y, width));
  });
  return new Set(few ? [] : inOrder.map((each) => each.id));
}

/** `edge-2` comes before `edge-10`. */
const byNumbers = new Intl.Collator('en', { numeric: true });

/** The elements and the places given so far. */
class Sheet {
  readonly places = new Map<string, Place>();
  private readonly inside: (id: string) => readonly Element[];
  private readonly children = new Map<string, Element[]>();
  private readonly byId: ReadonlyMap<string, Element>;

  constructor(
    readonly elements: readonly Element[],
    readonly closed: ReadonlySet<string>,
  ) {
    this.inside = descendantsOf(elements);
    this.byId = new Map(elements.map((each) => [each.id, each]));
    for (const each of elements)
      if (each.parent !== undefined) this.children.set(each.parent, [...(this.children.get(each.parent) ?? []), each]);
  }

  find(id: string): Element | undefined {
    return this.byId.get(id);
  }

  boxes(kind: Element['kind']): readonly Element[] {
    const held = this.elements.filter(
      (each) => each.kind === kind && (this.closed.has(each.id) || this.inside(each.id).length > 0),
    );
    return [...held].sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  childrenOf(parent: string, kind: Element['kind']): readonly Element[] {
    return (this.children.get(parent) ?? []).filter((each) => each.kind === kind);
  }

  all(kind: Element['kind']): readonly Element[] {
    return this.elements.filter((each) => each.kind === kind);
  }

  /** Puts a card: its head, its rows, what stands inside it, the rows below that. Returns its bottom. */
  card(element: Element, x: number, y: number, width: number, least = 0): number {
    const head = SIZE.cardHead;
    const above = measureRows(element.rows, head);
    let bottom = head + above.height;
    for (const child of this.children.get(element.id) ?? [])
      bottom = this.card(child, x + SIZE.cardPad, y + bottom + 4, width - 2 * SIZE.cardPad) - y + 4;
    const below = measureRows(element.below ?? [], bottom);
    const height = Math.max(least, bottom + below.height + SIZE.cardPad);
    this.places.set(element.id, { x, y, width, height, rowY: { ...above.rowY, ...below.rowY } });
    return y + height;
  }

  slim(element: Element, x: number, y: number, width: number, height: number): void {
    this.places.set(element.id, { x, y, width, height, rowY: measureRows(element.rows, height - SIZE.slimLabel).rowY });
  }
}

function placeRegion(sheet: Sheet, near: Neighbours, region: Element, y: number): number {
  if (sheet.closed.has(region.id)) return sheet.card(region, X.region, y, X.regionRight);
  const top = y + SIZE.boxHead;
  let left = top;
  for (const vpc of sheet.childrenOf(region.id, 'vpc'))
    left = sheet.card(vpc, X.cloud, left, SIZE.cloud, leastOf(sheet, vpc)) + SIZE.gap;
  let right = top;
  for (const vbr of sheet.childrenOf(region.id, 'vbr')) {
    const bottom = sheet.card(vbr, X.vbr, right, SIZE.vbr, leastOf(sheet, vbr));
    placeSlices(sheet, near.interfacesOf(vbr.id), X.routerInterface, SIZE.routerInterface, right, bottom - right);
    right = bottom + SIZE.gap;
  }
  for (const transit of sheet.childrenOf(region.id, 'transit-router'))
    if (!sheet.places.has(transit.id)) {
      sheet.slim(transit, X.routerInterface, right, SIZE.routerInterface, SIZE.leastCard);
      right += SIZE.leastCard + SIZE.gap;
    }
  const height = Math.max(left, right, top + SIZE.gap) - SIZE.gap + SIZE.boxPad - y;
  sheet.places.set(region.id, { x: X.region, y, width: X.regionRight, height, rowY: {} });
  return y + height;
}

/** A closed card is as low as what is left of it, but leaves room for the pills beside it. */
function leastOf(sheet: Sheet, element: Element): number {
  return sheet.closed.has(element.id) ? 2 * SIZE.slimLabel : SIZE.leastCard;
}

/** Slim things beside a card share its height. */
function placeSlices(sheet: Sheet, ids: readonly string[], x: number, width: number, y: number, height: number): void {
  const present = ids.flatMap((id) => (sheet.places.has(id) ? [] : (sheet.find(id) ?? [])));
  present.forEach((element, at) => {
    const slice = Math.max(SIZE.slimLabel * 2, height / present.length);
    sheet.slim(element, x, y + at * slice, width, slice);
  });
}

/** A circuit stands beside the first VBR that uses it; what is crowded moves down. */
function placeCircuits(sheet: Sheet, near: Neighbours): void {
  for (const vbr of sheet.all('vbr')) {
    const place = sheet.places.get(vbr.id);
    if (place) placeSlices(sheet, near.circuitsOf(vbr.id), X.circuit, SIZE.circuit, place.y, place.height);
  }
  const circuits = sheet.all('physical-connection');
  let free: number = SIZE.sheetTop + SIZE.boxHead;
  for (const circuit of [...circuits].sort((a, b) => topOf(sheet, a) - topOf(sheet, b))) {
    const place = sheet.places.get(circuit.id);
    const y = Math.max(free, place?.y ?? free);
    const height = place?.height ?? SIZE.leastCard;
    sheet.slim(circuit, X.circuit, y, SIZE.circuit, height);
    free = y + height;
  }
}

function topOf(sheet: Sheet, element: Element): number {
  return sheet.places.get(element.id)?.y ?? Number.MAX_SAFE_INTEGER;
}

/** Sites come in the order of their circuits, so that lines cross as little as keys allow. */
function sitesInOrder(sheet: Sheet, near: Neighbours): readonly Element[] {
  const tops = topsOfCircuits(sheet, near);
  const first = (site: Element) => tops.get(site.id) ?? Number.MAX_SAFE_INTEGER;
  return [...sheet.boxes('site')].sort((a, b) => first(a) - first(b) || (a.key < b.key ? -1 : 1));
}

/** Where the highest circuit of each site stands. */
function topsOfCircuits(sheet: Sheet, near: Neighbours): ReadonlyMap<string, number> {
  const tops = new Map<string, number>();
  for (const circuit of sheet.all('physical-connection')) {
    const site = near.siteOf(circuit.id);
    if (site !== undefined) tops.set(site, Math.min(topOf(sheet, circuit), tops.get(site) ?? Number.MAX_SAFE_INTEGER));
  }
  return tops;
}

function placeSite(
  sheet: Sheet,
  near: Neighbours,
  site: Element,
  least: number,
  tops: ReadonlyMap<string, number>,
): number {
  const beside = tops.get(site.id);
  const y = beside === undefined ? least : Math.max(least, beside - SIZE.boxHead);
  const top = y + SIZE.boxHead;
  let left = top;
  for (const gateway of sheet.childrenOf(site.id, 'gateway'))
    left = sheet.card(gateway, X.gateway, left, SIZE.gateway, leastOf(sheet, gateway)) + SIZE.gap;
  const right = placeLans(sheet, near, site, top);
  const height = Math.max(left, right, top + SIZE.gap) - SIZE.gap + SIZE.boxPad - y;
  sheet.places.set(site.id, { x: X.site, y, width: X.right - X.site, height, rowY: {} });
  return y + height;
}

/** Pools stand beside their LAN, which is as tall as they are. */
function placeLans(sheet: Sheet, near: Neighbours, site: Element, top: number): number {
  const pools = sheet.childrenOf(site.id, 'pool');
  let y = top;
  for (const lan of sheet.childrenOf(site.id, 'lan')) {
    const start = y;
    for (const pool of pools.filter((each) => near.lanOf(each.id) === lan.id))
      y = sheet.card(pool, X.pool, y, SIZE.pool, leastOf(sheet, pool)) + SIZE.gap;
    if (y === start) y += SIZE.leastCard + SIZE.gap;
    sheet.slim(lan, X.lan, start, SIZE.lan, y - start - SIZE.gap);
  }
  for (const pool of pools) if (!sheet.places.has(pool.id)) y = sheet.card(pool, X.pool, y, SIZE.pool) + SIZE.gap;
  return y;
}

const HEADS: Record<ColumnName, number> = {
  cloud: X.cloud + SIZE.cloud / 2,
  'router-interface': X.routerInterface + SIZE.routerInterface / 2,
  vbr: X.vbr + SIZE.vbr / 2,
  'physical-connection': X.circuit + SIZE.circuit / 2,
  gateway: X.gateway + SIZE.gateway / 2,
  lan: X.lan + SIZE.lan / 2,
  pool: X.pool + SIZE.pool / 2,
};

function headsOf(elements: readonly Element[]): readonly ColumnHead[] {
  const present = new Set(elements.map((each) => each.column));
  return COLUMNS.filter((column) => present.has(column)).map((column) => ({
    column,
    x: HEADS[column],
    y: SIZE.sheetTop / 2,
  }));
}
