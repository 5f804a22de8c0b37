/** Runs in the browser: the product's canvas and a bare page of the graph library, over the same elements. */
import cytoscape from 'cytoscape';
import { attachGraph } from '@/components/topology/attach-graph';
import { elementsOf } from '@/components/topology/elements-of';
import { sceneOf, type Said, type Scene } from '@/components/topology/scene';
import type { TopologyGraph, Words } from '@/domain/topology/graph';

const say = (words: Words): Said => {
  if (words.kind === 'text') return { text: words.text, mono: words.mono !== false };
  if (words.kind === 'code') return { text: `${words.code} ${Object.values(words.params).join(' ')}`, mono: false };
  return { text: words.title.en ?? words.fallback, mono: false };
};
const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

function sceneFrom(graph: TopologyGraph): Scene {
  return sceneOf(graph, null, false, { say, head: (column) => column, tally: () => 'all healthy' });
}

function stage(): HTMLElement {
  const element = document.createElement('div');
  element.style.cssText = 'position:relative;width:1400px;height:900px';
  document.body.replaceChildren(element);
  return element;
}

/** Milliseconds until the first picture stands and the page answers. */
async function interactive(draw: () => void): Promise<number> {
  await frame();
  const began = performance.now();
  draw();
  await frame();
  await frame();
  return performance.now() - began;
}

const measured = {
  product: (graph: TopologyGraph) =>
    interactive(() => {
      const attached = attachGraph(stage(), { onChoose() {}, onToggle() {}, onMove() {}, onZoom() {} });
      attached.show(sceneFrom(graph), null, null);
    }),
  bare: (graph: TopologyGraph) =>
    interactive(() => {
      const elements = elementsOf(sceneFrom(graph), null).map(({ group, data, position }) => ({
        group,
        data: { id: data.id, source: data.source as string, target: data.target as string, label: data.id },
        ...(position ? { position } : {}),
      }));
      const style = [
        { selector: 'node', style: { label: 'data(label)' } },
        { selector: 'edge', style: { 'curve-style': 'straight' as const } },
      ];
      cytoscape({ container: stage(), elements, style, layout: { name: 'preset' } }).fit();
    }),
  /** how long each frame takes while something else moves the pointer */
  async frames(count: number): Promise<number[]> {
    const times: number[] = [];
    let before = await frame();
    for (let at = 0; at < count; at += 1) {
      const now = await frame();
      times.push(now - before);
      before = now;
    }
    return times;
  },
};

Object.assign(window, { measured });
export type Measured = typeof measured;
