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
  findings: readonly Finding[];
};

export type BuildContext = StatusContext & { layers: ReadonlySet<Layer> };

export function byKeyOf<T extends { key: string }>(items: Iterable<T>): readonly T[] {
  return [...items].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}
