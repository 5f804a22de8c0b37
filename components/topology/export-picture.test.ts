// @vitest-environment jsdom
import { describe, expect, it } from 'vitest';
import { seedFigure, viewOf } from '@/domain/testing/seed-figure';
import { buildTopology } from '@/domain/topology';
import { moved, type Moves } from '@/domain/topology/settle';
import { svgOf } from './export-picture';
import { readPalette } from './palette';
import { sceneOf } from './scene';

const speaker = { say: () => ({ text: 'x', mono: false }), head: () => 'x', tally: () => undefined };

function viewBoxOf(moves: Moves): number[] {
  const graph = moved(buildTopology(viewOf(seedFigure()), []), moves);
  const svg = svgOf(sceneOf(graph, null, false, speaker), readPalette(document.body), 'seed', (text) => text.length);
  return (/viewBox="([^"]*)"/u.exec(svg)?.[1] ?? '').split(' ').map(Number);
}

describe('an exported picture', () => {
  it('is the sheet with a margin', () => {
    const { width, height } = buildTopology(viewOf(seedFigure()), []);
    expect(viewBoxOf({})).toEqual([-16, -16, Math.ceil(width + 32), Math.ceil(height + 32)]);
  });

  it('holds what somebody has dragged beyond any edge of it', () => {
    const [x = 0, y = 0, width = 0, height = 0] = viewBoxOf({
      'vbr:vbr-bp1hz': { x: -500, y: -300 },
      'gateway:hz-sw-1': { x: 4_000, y: 3_000 },
    });
    expect([x, y]).toEqual([-516, -316]);
    expect(x + width).toBeGreaterThan(4_000);
    expect(y + height).toBeGreaterThan(3_000);
  });
});
