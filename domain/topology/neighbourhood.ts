import type { Element } from './elements';
import type { Link } from './links';

/** Everything within so many lines of some things, what stands in a pool or a VPC counting as one line away. */
export function neighbourhood(
  elements: readonly Element[],
  links: readonly Link[],
  seeds: Iterable<string>,
  hops: number,
): ReadonlySet<string> {
  const beside = new Map<string, string[]>();
  const join = (a: string, b: string) => {
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const known = beside.get(from);
      if (known) known.push(to);
      else beside.set(from, [to]);
    }
  };
  for (const { from, to } of links) join(from, to);
  for (const { id, kind, parent } of elements) if (parent && (kind === 'node' || kind === 'pool')) join(id, parent);
  const boxes = new Set(elements.filter((each) => each.column === 'box').map((each) => each.id));
  const reached = new Set(seeds);
  let edge = [...reached];
  for (let hop = 0; hop < hops; hop += 1) {
    edge = edge.flatMap((id) => (beside.get(id) ?? []).filter((each) => !boxes.has(each) && !reached.has(each)));
    for (const id of edge) reached.add(id);
  }
  return reached;
}

/** Some things and every box they stand in: what has to be open for them to be seen. */
export function ancestorsOf(elements: readonly Element[], ids: Iterable<string>): ReadonlySet<string> {
  const byId = new Map(elements.map((each) => [each.id, each]));
  const holders = new Set<string>();
  const climb = (id: string) => {
    const element = byId.get(id);
    for (const holder of [element?.within, element?.parent])
      if (holder !== undefined && !holders.has(holder)) {
        holders.add(holder);
        climb(holder);
      }
  };
  for (const id of ids) climb(id);
  return holders;
}
