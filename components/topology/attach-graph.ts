import cytoscape, { type Core, type ElementDefinition, type EventObject } from 'cytoscape';
import { elementsOf } from './elements-of';
import { CHEVRON } from './paint-node';
import { paintScene } from './painter';
import { readPalette } from './palette';
import type { Scene } from './scene';
import { stylesheet } from './stylesheet';
import { forgetWidths } from './text';

export type AttachedGraph = {
  show: (scene: Scene, chosen: string | null, cursor: string | null) => void;
  retheme: () => void;
  zoomBy: (factor: number) => void;
  fit: () => void;
  /** brings a node into view without changing the scale */
  reveal: (id: string) => void;
  detach: () => void;
};

type Callbacks = {
  onChoose: (id: string | null) => void;
  onToggle: (id: string) => void;
  onZoom: (percent: number) => void;
};

const ZOOM = { least: 0.2, most: 2.5, leastFit: 0.72 } as const;
const MARGIN = 14;

/** Ties the graph library and the writing above it to an element. Nothing else in the product knows that library. */
export function attachGraph(element: HTMLElement, callbacks: Callbacks): AttachedGraph {
  const cy = createGraph(element);
  const sheet = createSheet(element);
  let palette = readPalette(element);
  let shown: Scene | null = null;
  let cursor: string | null = null;
  let chosenNode: string | null = null;
  const paint = () => {
    if (shown) paintScene(sheet, shown, { zoom: cy.zoom(), pan: cy.pan() }, palette, cursor);
  };
  const measure = () => measureSheet(sheet, element);
  const fit = () => shown && fitSheet(cy, element, shown);
  const resized = new ResizeObserver(() => {
    measure();
    cy.resize();
    // The inspector that opens for it must not push it out of sight.
    if (chosenNode) reveal(cy, element, chosenNode);
    paint();
  });
  measure();
  cy.style(stylesheet(palette));
  cy.on('render', paint);
  cy.on('zoom', () => callbacks.onZoom(Math.round(cy.zoom() * 100)));
  cy.on('tap', (event) => onTap(event, cy, shown, callbacks));
  cy.on('dbltap', 'node', (event) => callbacks.onToggle((event.target as { id: () => string }).id()));
  resized.observe(element);
  void document.fonts.ready.then(() => {
    forgetWidths();
    paint();
  });
  return {
    show(scene, chosen, at) {
      const first = shown === null;
      shown = scene;
      cursor = at;
      chosenNode = chosen;
      push(cy, elementsOf(scene, chosen));
      if (first && scene.nodes.length > 0) fit();
      paint();
    },
    retheme() {
      // The attribute that switches the tokens is set in the same frame; its values hold in the next one.
      requestAnimationFrame(() => {
        palette = readPalette(element);
        cy.style(stylesheet(palette));
        paint();
      });
    },
    zoomBy: (factor) =>
      cy.zoom({
        level: cy.zoom() * factor,
        renderedPosition: { x: element.clientWidth / 2, y: element.clientHeight / 2 },
      }),
    fit: () => void fit(),
    reveal: (id) => reveal(cy, element, id),
    detach() {
      resized.disconnect();
      cy.destroy();
      sheet.remove();
    },
  };
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

function measureSheet(sheet: HTMLCanvasElement, element: HTMLElement): void {
  const ratio = window.devicePixelRatio || 1;
  sheet.width = Math.round(element.clientWidth * ratio);
  sheet.height = Math.round(element.clientHeight * ratio);
}

/** Adds what is new, takes away what is gone, changes what differs: nothing is ever laid out or built anew. */
function push(cy: Core, wanted: readonly ElementDefinition[]): void {
  const ids = new Set(wanted.map((each) => each.data.id));
  cy.batch(() => {
    cy.elements()
      .filter((each) => !ids.has(each.id()))
      .remove();
    for (const each of wanted) {
      const there = cy.getElementById(each.data.id ?? '');
      if (there.empty()) {
        cy.add(each);
        continue;
      }
      there.data(each.data);
      there.classes(each.classes ?? '');
      if (each.position) there.position(each.position);
    }
  });
}

/** All of it, at natural size if there is room; the top left corner when there is not nearly enough. */
function fitSheet(cy: Core, element: HTMLElement, scene: Scene): void {
  const [width, height] = [element.clientWidth - 2 * MARGIN, element.clientHeight - 2 * MARGIN];
  const zoom = Math.max(ZOOM.leastFit, Math.min(1.15, width / scene.width, height / scene.height));
  const spare = { x: element.clientWidth - scene.width * zoom, y: element.clientHeight - scene.height * zoom };
  cy.viewport({
    zoom,
    pan: { x: Math.max(MARGIN, spare.x / 2), y: Math.max(MARGIN / 2, Math.min(spare.y / 2, MARGIN)) },
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
