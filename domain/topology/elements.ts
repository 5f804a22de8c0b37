import type { Finding } from '@/domain/checks/finding';
import type { CardRow, ColumnName, GraphNodeKind, GraphStatus, Layer, Words } from './graph';
import type { StatusContext } from './status';

/** A node before it has a place on the sheet. */
export type Element = {
  id: string;
  kind: GraphNodeKind;
  key: string;
  column: ColumnName | 'box';
  parent?: string;
  title: Words;
  sub?: Words;
  status: GraphStatus;
  rows: readonly CardRow[];
  /** rows below whatever stands inside the card */
  below?: readonly CardRow[];
  slim?: boolean;
  collapsible?: boolean;
  /** what it disappears into when that is closed, where that is not the box it stands in */
  within?: string;
  /** further texts it is found by: all routes, of which the card shows a few */
  search?: readonly string[];
  findings: readonly Finding[];
};

export type BuildContext = StatusContext & { layers: ReadonlySet<Layer> };

export function byKeyOf<T extends { key: string }>(items: Iterable<T>): readonly T[] {
  return [...items].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}
