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
  let siteY: number = SIZE.sheetTop;
  for (const site of sitesInOrder(sheet, near)) siteY = placeSite(sheet, near, site, siteY) + SIZE.gap;
  const bottom = Math.max(SIZE.sheetTop, ...[...sheet.places.values()].map((each) => each.y + each.height));
  return { places: sheet.places, heads: headsOf(elements), width: X.right, height: bottom };
}

/** The elements and the places given so far. */
class Sheet {
  readonly places = new Map<string, Place>();
  private readonly inside: (id: string) => readonly Element[];

  constructor(
    readonly elements: readonly Element[],
    readonly closed: ReadonlySet<string>,
  ) {
    this.inside = descendantsOf(elements);
  }

  boxes(kind: Element['kind']): readonly Element[] {
    const held = this.elements.filter(
      (each) => each.kind === kind && (this.closed.has(each.id) || this.inside(each.id).length > 0),
    );
    return [...held].sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  childrenOf(parent: string, kind: Element['kind']): readonly Element[] {
    return this.elements.filter((each) => each.parent === parent && each.kind === kind);
  }

  all(kind: Element['kind']): readonly Element[] {
    return this.elements.filter((each) => each.kind === kind);
  }

  /** Puts a card: its head, its rows, what stands inside it, the rows below that. Returns its bottom. */
  card(element: Element, x: number, y: number, width: number, least = 0): number {
    const head = SIZE.cardHead;
    const above = measureRows(element.rows, head);
    let bottom = head + above.height;
    const inner = this.elements.filter((each) => each.parent === element.id);
    for (const child of inner)
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
    left = sheet.card(vpc, X.cloud, left, SIZE.cloud, SIZE.leastCard) + SIZE.gap;
  let right = top;
  for (const vbr of sheet.childrenOf(region.id, 'vbr')) {
    const bottom = sheet.card(vbr, X.vbr, right, SIZE.vbr, SIZE.leastCard);
    placeSlices(sheet, near.interfacesOf(vbr.id), X.routerInterface, SIZE.routerInterface, right, bottom - right);
    right = bottom + SIZE.gap;
  }
  const height = Math.max(left, right, top + SIZE.gap) - SIZE.gap + SIZE.boxPad - y;
  sheet.places.set(region.id, { x: X.region, y, width: X.regionRight, height, rowY: {} });
  return y + height;
}

/** Slim things beside a card share its height. */
function placeSlices(sheet: Sheet, ids: readonly string[], x: number, width: number, y: number, height: number): void {
  const present = ids.flatMap((id) => sheet.elements.find((each) => each.id === id && !sheet.places.has(id)) ?? []);
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
  const first = (site: Element) =>
    Math.min(...circuitsTo(sheet, near, site).map((each) => topOf(sheet, each)), Number.MAX_SAFE_INTEGER);
  return [...sheet.boxes('site')].sort((a, b) => first(a) - first(b) || (a.key < b.key ? -1 : 1));
}

function circuitsTo(sheet: Sheet, near: Neighbours, site: Element): readonly Element[] {
  return sheet.all('physical-connection').filter((each) => near.siteOf(each.id) === site.id);
}

function placeSite(sheet: Sheet, near: Neighbours, site: Element, least: number): number {
  const beside = Math.min(...circuitsTo(sheet, near, site).map((each) => topOf(sheet, each)));
  const y = Number.isFinite(beside) ? Math.max(least, beside - SIZE.boxHead) : least;
  if (sheet.closed.has(site.id)) return sheet.card(site, X.site, y, X.right - X.site);
  const top = y + SIZE.boxHead;
  let left = top;
  for (const gateway of sheet.childrenOf(site.id, 'gateway'))
    left = sheet.card(gateway, X.gateway, left, SIZE.gateway, SIZE.leastCard) + SIZE.gap;
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
      y = sheet.card(pool, X.pool, y, SIZE.pool, SIZE.leastCard) + SIZE.gap;
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
