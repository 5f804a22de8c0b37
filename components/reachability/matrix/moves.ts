import type { CellAt } from './details';

type Pressed = { key: string; ctrlKey: boolean; metaKey: boolean };
type Size = { rows: number; columns: number };

/** How far a page is, in rows. */
const PAGE = 10;

/** Where a key leads from a cell, as the keys of a grid do (WAI-ARIA, grid pattern); null: the key moves nothing. */
export function moveFor({ key, ctrlKey, metaKey }: Pressed, { row, column }: CellAt, size: Size): CellAt | null {
  const far = ctrlKey || metaKey;
  const [lastRow, lastColumn] = [size.rows - 1, size.columns - 1];
  const within = (to: CellAt): CellAt => ({
    row: Math.max(0, Math.min(lastRow, to.row)),
    column: Math.max(0, Math.min(lastColumn, to.column)),
  });
  switch (key) {
    case 'ArrowUp':
      return within({ row: far ? 0 : row - 1, column });
    case 'ArrowDown':
      return within({ row: far ? lastRow : row + 1, column });
    case 'ArrowLeft':
      return within({ row, column: far ? 0 : column - 1 });
    case 'ArrowRight':
      return within({ row, column: far ? lastColumn : column + 1 });
    case 'Home':
      return within({ row: far ? 0 : row, column: 0 });
    case 'End':
      return within({ row: far ? lastRow : row, column: lastColumn });
    case 'PageUp':
      return within({ row: row - PAGE, column });
    case 'PageDown':
      return within({ row: row + PAGE, column });
    default:
      return null;
  }
}
