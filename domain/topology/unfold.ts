import type { GraphNode, TopologyGraph } from './graph';
import { SIZE } from './measure';
import { extent, overlap, type Settled } from './settle';

/**
 * The picture after somebody has opened or closed something in it: what they opened is where it was and makes room for itself,
 * whatever it would cover moves down, and everything else stays. Boxes in which nothing was opened keep their arrangement.
 */
export function unfold<Graph extends TopologyGraph>(before: TopologyGraph, after: Graph): Settled<Graph> {
  const [was, is] = [familiesOf(before), familiesOf(after)];
  const others: GraphNode[][] = [];
  const placed: GraphNode[][] = [];
  for (const [id, family] of is) {
    const former = was.get(id);
    if (!former) others.push(family);
    else if (isSame(former, family)) others.push(asBefore(former, family));
    // What was opened or closed stays; the others make way.
    else placed.push(carried(family, former[0]));
  }
  others.sort(([a], [b]) => (a?.y ?? 0) - (b?.y ?? 0) || (a?.x ?? 0) - (b?.x ?? 0));
  for (const family of others) placed.push(lowered(family, placed));
  const byId = new Map(placed.flat().map((each) => [each.id, each]));
  const nodes = after.nodes.map((each) => byId.get(each.id) ?? each);
  const untidy = nodes.filter((each, at) => each.x !== after.nodes[at]?.x || each.y !== after.nodes[at]?.y).length;
  return { graph: { ...after, nodes, ...extent(nodes, after) }, untidy };
}

/** What stands by itself on the sheet, each first and then what it holds. */
function familiesOf({ nodes }: TopologyGraph): Map<string, GraphNode[]> {
  const byId = new Map(nodes.map((each) => [each.id, each]));
  const headOf = (node: GraphNode): GraphNode => {
    const holder = node.parent === undefined ? undefined : byId.get(node.parent);
    return holder ? headOf(holder) : node;
  };
  const families = new Map<string, GraphNode[]>();
  for (const each of nodes) if (headOf(each) === each) families.set(each.id, [each]);
  for (const each of nodes) {
    const head = headOf(each);
    if (head !== each) families.get(head.id)?.push(each);
  }
  return families;
}

function isSame(former: readonly GraphNode[], family: readonly GraphNode[]): boolean {
  const known = new Map(former.map((each) => [each.id, each]));
  return (
    former.length === family.length &&
    family.every(({ id, collapsed, height }) => {
      const each = known.get(id);
      return each !== undefined && each.collapsed === collapsed && each.height === height;
    })
  );
}

function asBefore(former: readonly GraphNode[], family: readonly GraphNode[]): GraphNode[] {
  const known = new Map(former.map((each) => [each.id, each]));
  return family.map((each) => {
    const { x, y } = known.get(each.id) ?? each;
    return { ...each, x, y };
  });
}

/** A whole family with its head in another place. */
function carried(family: readonly GraphNode[], to: { x: number; y: number } | undefined): GraphNode[] {
  const [head] = family;
  if (!head || !to) return [...family];
  const [dx, dy] = [to.x - head.x, to.y - head.y];
  return dx === 0 && dy === 0 ? [...family] : family.map((each) => ({ ...each, x: each.x + dx, y: each.y + dy }));
}

/** Where it is, or the first free place below. */
function lowered(family: readonly GraphNode[], placed: readonly (readonly GraphNode[])[]): GraphNode[] {
  let lower = [...family];
  for (let turn = 0; turn <= placed.length; turn += 1) {
    const [head] = lower;
    const inTheWay = placed.find(([each]) => head && each && overlap(head, each))?.[0];
    if (!head || !inTheWay) return lower;
    lower = carried(lower, { x: head.x, y: inTheWay.y + inTheWay.height + SIZE.gap });
  }
  return lower;
}
