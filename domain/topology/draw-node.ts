import { counted } from './collect';
import type { Element } from './elements';
import type { GraphNode } from './graph';
import type { Place } from './layout';
import { countStatuses, worst } from './status';

/** An element in its place. What is closed is as bad as the worst thing in it: nothing else would say so. */
export function drawNode(
  element: Element,
  place: Place,
  inside: readonly Element[],
  closed: boolean,
): Omit<GraphNode, 'matches'> {
  const { id, kind, key, parent, title, sub, status, rows, below, slim, collapsible } = element;
  const held = counted(inside).map((each) => each.status);
  return {
    id,
    kind,
    key,
    ...(parent === undefined ? {} : { parent }),
    title,
    ...(sub === undefined ? {} : { sub }),
    status: closed ? worst([status, ...held]) : status,
    ...(inside.length > 0 ? { counts: countStatuses(held) } : {}),
    collapsible: collapsible === true && (closed || inside.length > 0 || rows.length > 0),
    collapsed: closed,
    rows: [...rows, ...(below ?? [])],
    slim: slim === true,
    findings: [element, ...inside].reduce((sum, each) => sum + each.findings.length, 0),
    ...place,
  };
}
