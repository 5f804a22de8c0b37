import { GRAPH_NODE_KINDS, nameOf } from '@/domain/topology/graph';
import type { SceneNode } from './scene';

/** What is chosen, as far as the picture tells: of what it does not draw only the name, and the rest is asked for. */
export type InspectedNode = Pick<SceneNode, 'id' | 'kind' | 'key' | 'title' | 'sub' | 'parent' | 'difference'> & {
  status?: SceneNode['status'];
};

/** What an address chooses: drawn or not, on this page of the table or on another. */
export function inspectedNode(id: string | null, drawn: readonly SceneNode[]): InspectedNode | null {
  if (id === null) return null;
  const known = drawn.find((each) => each.id === id);
  if (known) return known;
  const colon = id.indexOf(':');
  const kind = GRAPH_NODE_KINDS.find((each) => each === id.slice(0, colon));
  const key = id.slice(colon + 1);
  if (!kind || key === '') return null;
  return { id, kind, key, title: { text: nameOf({ kind, key }), mono: true } };
}
