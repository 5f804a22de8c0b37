import { expect, it } from 'vitest';
import { inspectedNode } from './inspected-node';
import type { SceneNode } from './scene';

const drawn = [{ id: 'vbr:vbr-1', kind: 'vbr', key: 'vbr-1', status: 'healthy' } as SceneNode];

it('is what is drawn, else what its name says, and nothing where that says nothing', () => {
  expect(inspectedNode('vbr:vbr-1', drawn)).toBe(drawn[0]);
  expect(inspectedNode('node:c0|edge-1', drawn)).toEqual({
    ...{ id: 'node:c0|edge-1', kind: 'node', key: 'c0|edge-1' },
    title: { text: 'edge-1', mono: true },
  });
  for (const id of [null, '', 'nonsense', 'nonsense:x', 'vbr:']) expect(inspectedNode(id, drawn)).toBeNull();
});
