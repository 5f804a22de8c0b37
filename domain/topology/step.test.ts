import { describe, expect, it } from 'vitest';
import { observedViewOf, seedFigure } from '@/domain/testing/seed-figure';
import { buildTopology } from './index';
import { stepFrom, type Arrow } from './step';

const { nodes } = buildTopology(observedViewOf(seedFigure()), []);
const walk = (from: string, ...arrows: Arrow[]) =>
  arrows.reduce<string | null>((at, arrow) => stepFrom(nodes, at, arrow), from);

describe('an arrow key', () => {
  it('leads along the way from the cloud to the edge and back', () => {
    const way: string[] = [];
    for (let at: string | null = 'vpc:vpc-bp1hz'; at && way.length < 10; at = stepFrom(nodes, at, 'right'))
      way.push(at.split(':')[0] ?? '');
    expect(way.slice(0, 5)).toEqual(['vpc', 'router-interface', 'vbr', 'physical-connection', 'gateway']);
    expect(walk('vbr:vbr-bp1hz', 'left', 'left')).toMatch(/^(vpc|pool):/);
  });

  it('goes down through the nodes of a pool', () => {
    expect(walk('node:c0seedhz|edge-hz1-a1', 'down', 'down')).toBe('node:c0seedhz|edge-hz1-a3');
  });

  it('starts somewhere, stays put where nothing lies that way, and copes with nothing at all', () => {
    expect(stepFrom(nodes, null, 'right')).toBe(nodes[0]?.id);
    expect(stepFrom(nodes, 'node:c0seedhz|edge-hz1-a3', 'right')).toBeNull();
    expect(stepFrom([], null, 'up')).toBeNull();
  });
});
