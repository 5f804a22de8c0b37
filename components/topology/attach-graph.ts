import cytoscape, { type Core, type ElementDefinition, type EventObject, type NodeSingular } from 'cytoscape';
import { boundsOf } from './bounds';
import { elementsOf, isMany } from './elements-of';
import { CHEVRON } from './paint-node';
import { paintScene } from './painter';
import { readPalette, type Palette } from './palette';
import type { Scene } from './scene';
import { stylesheet } from './stylesheet';
import { forgetWidths } from './text';
import { createWriting } from './writing';

export type AttachedGraph = {
  show: (scene: Scene, chosen: string | null, cursor: string | null) => void;
  retheme: () => void;
  /** whether dragging a card moves it; otherwise it moves the sheet */
  letMove: (on: boolean) => void;
  zoomBy: (factor: number) => void;
  fit: () => void;
  /** brings a node into view without changing the scale */
  reveal: (id: string) => void;
  detach: () => void;
};

type Callbacks = {
  onChoose: (id: string | null) => void;
  onToggle: (id: string) => void;
  onMove: (id: string, x: number, y: number) => void;
  onZoom: (percent: number) => void;
};

const ZOOM = { least: 0.2, most: 2.5, leastFit: 0.72 } as const;
const MARGIN = 14;

/** Ties the graph library and the writing above it to an element. Nothing else in the product knows that library. */
export function attachGraph(element: HTMLElement, callbacks: Callbacks): AttachedGraph {
  const cy = createGraph(element);
  const sheet = createSheet(element);
  const state = firstState(readPalette(element));
  const { paint, follow, stop } = createWriting(cy, sheet, () => {
    if (state.shown) paintScene(sheet, state.shown, { zoom: cy.zoom(), pan: cy.pan() }, state.palette, state.cursor);
  });
  const resized = new ResizeObserver(() => {
    // It reports once when it begins: what has the right size already is not drawn twice.
    if (!measureSheet(sheet, element)) return;
    cy.resize();
    // The inspector that opens for it must not push it out of sight.
    if (state.chosen) reveal(cy, element, state.chosen);
    paint();
  });
  measureSheet(sheet, element);
  cy.style(stylesheet(state.palette));
  cy.on('render', follow);
  listen(cy, state, callbacks, paint);
  resized.observe(element);
  void document.fonts.ready.then(() => {
    forgetWidths();
    paint();
  });
  return {
    show(scene, chosen, cursor) {
      const first = state.shown === null;
      const stop = state.shown?.path ? undefined : scene.path?.stops[0];
      Object.assign(state, { shown: scene, cursor, chosen });
      state.pushed = push(cy, elementsOf(scene, chosen), state);
      sparing(cy, isMany(scene));
      if (first && scene.nodes.length > 0) fitSheet(cy, element, scene);
      // Where the window is too small for all of it, one wants to see where the way ends.
      if (stop) reveal(cy, element, stop.node);
      else if (first && chosen) reveal(cy, element, chosen);
      paint();
    },
    retheme() {
      // The attribute that switches the tokens is set in the same frame; its values hold in the next one.
      requestAnimationFrame(() => {
        state.palette = readPalette(element);
        cy.style(stylesheet(state.palette));
        paint();
      });
    },
    letMove(on) {
      if (on === state.movable) return;
      state.movable = on;
      letMove(cy, on);
    },
    zoomBy: (factor) => zoomBy(cy, element, factor),
    fit: () => void (state.shown && fitSheet(cy, element, state.shown)),
    reveal: (id) => reveal(cy, element, id),
    detach() {
      stop();
      resized.disconnect();
      cy.destroy();
      sheet.remove();
    },
  };
}

type State = {
  shown: Scene | null;
  cursor: string | null;
  chosen: string | null;
  movable: boolean;
  palette: Palette;
  /** what the library has been told so far */
  pushed: ReadonlyMap<string, ElementDefinition>;
};

function firstState(palette: Palette): State {
  return { shown: null, cursor: null, chosen: null, movable: false, palette, pushed: new Map() };
}

/** Dragging moves a card, or the sheet below it. */
function letMove(cy: Core, on: boolean): void {
  cy.autoungrabify(!on);
  cy.nodes()[on ? 'unpanify' : 'panify']();
}

function listen(cy: Core, state: State, callbacks: Callbacks, paint: () => void): void {
  cy.on('drag', 'node', (event) => {
    if (!state.shown) return;
    state.shown = dragged(cy, state.shown, (event.target as NodeSingular).id());
    paint();
  });
  cy.on('dragfree', 'node', (event) => {
    const node = event.target as NodeSingular;
    callbacks.onMove(node.id(), node.position('x') - node.width() / 2, node.position('y') - node.height() / 2);
  });
  cy.on('zoom', () => callbacks.onZoom(Math.round(cy.zoom() * 100)));
  cy.on('tap', (event) => onTap(event, cy, state.shown, callbacks));
  cy.on('dbltap', 'node', (event) => callbacks.onToggle((event.target as NodeSingular).id()));
}

/** Larger or smaller about the middle of what is seen. */
function zoomBy(cy: Core, element: HTMLElement, factor: number): void {
  const renderedPosition = { x: element.clientWidth / 2, y: element.clientHeight / 2 };
  cy.zoom({ level: cy.zoom() * factor, renderedPosition });
}

function createGraph(element: HTMLElement): Core {
  return cytoscape({
    container: element,
    layout: { name: 'preset' },
    minZoom: ZOOM.least,
    maxZoom: ZOOM.most,
    autoungrabify: true,
    autounselectify: true,
    boxSelectionEnabled: false,
  });
}

/** The canvas for all that is written: fonts of the page, sharp at every scale. */
function createSheet(element: HTMLElement): HTMLCanvasElement {
  const sheet = document.createElement('canvas');
  sheet.className = 'pointer-events-none absolute inset-0 z-10 size-full';
  element.append(sheet);
  return sheet;
}

/** @returns whether it had another size before */
function measureSheet(sheet: HTMLCanvasElement, element: HTMLElement): boolean {
  const ratio = window.devicePixelRatio || 1;
  const [width, height] = [Math.round(element.clientWidth * ratio), Math.round(element.clientHeight * ratio)];
  if (sheet.width === width && sheet.height === height) return false;
  Object.assign(sheet, { width, height });
  return true;
}

/**
 * Adds what is new, takes away what is gone, changes what differs: nothing is ever laid out or built anew. What was pushed
 * before is compared first, because the library looks through all its styles for every element that it is told anything of.
 */
function push(cy: Core, wanted: readonly ElementDefinition[], { pushed: before, movable }: State) {
  const pushed = new Map(wanted.map((each) => [each.data.id ?? '', each]));
  const gone = [...before.keys()].filter((id) => !pushed.has(id));
  cy.batch(() => {
    for (const id of gone) cy.getElementById(id).remove();
    const fresh = wanted.filter((each) => !before.has(each.data.id ?? ''));
    // Said here, not of each afterwards: the library has every element that it is told something of look through its styles.
    cy.add(fresh.map((each) => (each.group === 'nodes' ? { ...each, pannable: !movable } : each)));
    for (const [id, each] of pushed) {
      const was = before.get(id);
      if (!was) continue;
      const there = cy.getElementById(id);
      if (!same(was.data, each.data)) there.data(each.data);
      if (was.classes !== each.classes) there.classes(each.classes ?? '');
      if (each.position && !same(was.position, each.position)) there.position(each.position);
    }
  });
  return pushed;
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** The library reads this of its renderer at every frame, but takes it only when it is made. */
function sparing(cy: Core, many: boolean): void {
  const { renderer } = cy as unknown as { renderer: () => { hideEdgesOnViewport: boolean } };
  renderer.call(cy).hideEdgesOnViewport = many;
}

/** What stands in a dragged card goes with it. */
function dragged(cy: Core, scene: Scene, id: string): Scene {
  const node = cy.getElementById(id);
  const was = scene.nodes.find((each) => each.id === id);
  if (!was) return scene;
  const [dx, dy] = [node.position('x') - node.width() / 2 - was.x, node.position('y') - node.height() / 2 - was.y];
  const going = new Set([id]);
  for (const each of scene.nodes) if (each.parent !== undefined && going.has(each.parent)) going.add(each.id);
  const nodes = scene.nodes.map((each) => (going.has(each.id) ? { ...each, x: each.x + dx, y: each.y + dy } : each));
  for (const each of nodes)
    if (each.id !== id && going.has(each.id))
      cy.getElementById(each.id).position({ x: each.x + each.width / 2, y: each.y + each.height / 2 });
  return { ...scene, nodes };
}

/** All of it, at natural size if there is room; the top left corner when there is not nearly enough. */
function fitSheet(cy: Core, element: HTMLElement, scene: Scene): void {
  const [width, height] = [element.clientWidth - 2 * MARGIN, element.clientHeight - 2 * MARGIN];
  const box = boundsOf(scene);
  const zoom = Math.max(ZOOM.leastFit, Math.min(1.15, width / box.width, height / box.height));
  const spare = { x: element.clientWidth - box.width * zoom, y: element.clientHeight - box.height * zoom };
  cy.viewport({
    zoom,
    pan: {
      x: Math.max(MARGIN, spare.x / 2) - box.x * zoom,
      y: Math.max(MARGIN / 2, Math.min(spare.y / 2, MARGIN)) - box.y * zoom,
    },
  });
}

function reveal(cy: Core, element: HTMLElement, id: string): void {
  const node = cy.getElementById(id);
  if (node.empty()) return;
  const box = node.renderedBoundingBox();
  const shift = (low: number, high: number, room: number) =>
    high > room - MARGIN ? room - MARGIN - high : low < MARGIN ? MARGIN - low : 0;
  const by = { x: shift(box.x1, box.x2, element.clientWidth), y: shift(box.y1, box.y2, element.clientHeight) };
  if (by.x !== 0 || by.y !== 0) cy.panBy(by);
}

function onTap(event: EventObject, cy: Core, scene: Scene | null, callbacks: Callbacks): void {
  if (event.target === cy) return callbacks.onChoose(null);
  const id = (event.target as { id: () => string }).id();
  const node = scene?.nodes.find((each) => each.id === id);
  if (!node) return undefined;
  const [x, y] = [event.position.x - (node.x + node.width - CHEVRON.right), event.position.y - (node.y + CHEVRON.top)];
  const onChevron = node.collapsible && x >= -4 && x <= CHEVRON.size && y >= -4 && y <= CHEVRON.size + 4;
  return onChevron ? callbacks.onToggle(id) : callbacks.onChoose(id);
}
