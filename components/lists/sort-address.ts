/** By which column a list is sorted; not at all: as it comes. */
export type SortBy<Column extends string> = { column: Column; descending: boolean };

/** A sort as an address says it: a column, backwards with a minus before it. Undefined where there is no such column. */
export function sortIn<Column extends string>(text: string, columns: readonly Column[]): SortBy<Column> | undefined {
  const descending = text.startsWith('-');
  const name = descending ? text.slice(1) : text;
  const column = columns.find((each) => each === name);
  return column && { column, descending };
}

/** Up, then down, then as it comes. */
export function nextSort(sort: SortBy<string> | undefined, column: string): string | null {
  if (sort?.column !== column) return column;
  return sort.descending ? null : `-${column}`;
}
