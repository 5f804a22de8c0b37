import type { Core } from 'cytoscape';

/** A frame that takes longer than this to write would be felt, ms. */
const FELT_MS = 8;
/** The sheet is written anew when it has stood still for so long, ms. */
const STILL_MS = 120;

/**
 * Keeps the writing with what is drawn below it. As long as writing is quick it is done at every frame; where it is not, what
 * has been written is carried along until the sheet stands still.
 */
export function createWriting(cy: Core, sheet: HTMLCanvasElement, write: () => void) {
  let written = { zoom: 1, pan: { x: 0, y: 0 } };
  let slow = false;
  let timer: number | undefined;
  const paint = () => {
    window.clearTimeout(timer);
    timer = undefined;
    const began = performance.now();
    sheet.style.transform = '';
    write();
    written = { zoom: cy.zoom(), pan: { ...cy.pan() } };
    slow = performance.now() - began > FELT_MS;
  };
  const carry = () => {
    const scale = cy.zoom() / written.zoom;
    const pan = cy.pan();
    const [x, y] = [pan.x - written.pan.x * scale, pan.y - written.pan.y * scale];
    sheet.style.transformOrigin = '0 0';
    sheet.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    window.clearTimeout(timer);
    timer = window.setTimeout(paint, STILL_MS);
  };
  const still = () => {
    const pan = cy.pan();
    return cy.zoom() === written.zoom && pan.x === written.pan.x && pan.y === written.pan.y;
  };
  return {
    paint,
    follow: () => (slow && !still() ? carry() : paint()),
    stop: () => window.clearTimeout(timer),
  };
}
