import { describe, expect, it } from 'vitest';
import { judgeFlows } from '@/domain/routing/answers/judge';
import { observedViewOf, seedFigure } from '@/domain/testing/seed-figure';
import { buildTopology } from '@/domain/topology';
import { overlayPath } from '@/domain/topology/path';
import { elementsOf } from './elements-of';
import { sceneOf, type Scene, type Speaker } from './scene';

const plain: Speaker = {
  say: (words) => ({
    text: words.kind === 'code' ? words.code : words.kind === 'text' ? words.text : words.fallback,
    mono: false,
  }),
  head: (column) => column,
  tally: () => undefined,
};

function scene(options: { find?: string; path?: boolean; speaker?: Speaker } = {}): Scene {
  const view = observedViewOf(seedFigure());
  const graph = buildTopology(view, [], { find: options.find });
  const [verdict] = judgeFlows(view);
  return sceneOf(
    graph,
    options.path && verdict ? overlayPath(graph, verdict, graph.shownAs) : null,
    options.find !== undefined,
    options.speaker ?? plain,
  );
}
const classesOf = (from: Scene, id: string, chosen: string | null = null) =>
  elementsOf(from, chosen).find((each) => each.data.id === id)?.classes;

describe('what the graph library is given', () => {
  it('puts every node where the layout put it, by its middle', () => {
    const drawn = scene();
    const vbr = drawn.nodes.find((each) => each.kind === 'vbr')!;
    const element = elementsOf(drawn, null).find((each) => each.data.id === vbr.id);
    expect(element?.position).toEqual({ x: vbr.x + vbr.width / 2, y: vbr.y + vbr.height / 2 });
    expect(element?.data).toMatchObject({ width: vbr.width, height: vbr.height });
  });

  it('says what a node is, how it is, and whether it is chosen', () => {
    expect(classesOf(scene(), 'vbr:vbr-bp1hz', 'vbr:vbr-bp1hz')).toBe('card healthy chosen');
    expect(classesOf(scene(), 'region:cn-hangzhou')).toBe('box healthy');
    expect(classesOf(scene(), 'node:c0seedhz|edge-hz1-a1')).toBe('inner healthy');
    expect(classesOf(scene(), 'physical-connection:pc-bp1hz')).toBe('slim healthy');
  });

  it('lets what is looked for stand out', () => {
    const found = scene({ find: 'hz-sw-1' });
    expect([classesOf(found, 'gateway:hz-sw-1'), classesOf(found, 'vbr:vbr-bp1hz')]).toEqual([
      'card healthy',
      'card healthy faint',
    ]);
  });

  it('lets what is on a path stand out', () => {
    const shown = scene({ path: true });
    expect([classesOf(shown, 'vpc:vpc-bp1hz'), classesOf(shown, 'site:dc-hz1')]).toEqual([
      'card healthy',
      'box healthy',
    ]);
  });

  it('ties lines to the sides that face each other', () => {
    const line = elementsOf(scene(), null).find(
      (each) => each.data.source === 'vbr:vbr-bp1hz' && String(each.classes).startsWith('link'),
    );
    expect(line?.data['source-end']).toMatch(/^\d/);
    expect(line?.data['target-end']).toMatch(/^-/);
  });

  it('has nothing put into words but what a line says: cards are put into words as they come into sight', () => {
    const said: string[] = [];
    const say: Speaker['say'] = (words) => {
      const { text, mono } = plain.say(words);
      said.push(text);
      return { text, mono };
    };
    const drawn = scene({ speaker: { ...plain, say } });
    elementsOf(drawn, null);
    expect(new Set(said)).toEqual(new Set(['ebgp']));
    const { title } = drawn.nodes.find((each) => each.kind === 'vbr')!;
    expect([title.text, said.at(-1)]).toEqual([title.text, title.text]);
  });
});
