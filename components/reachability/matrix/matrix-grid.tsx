'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { useTitle } from '@/components/i18n/use-title';
import type { CellAt, MatrixPlace, MatrixView } from './details';
import { MatrixRow } from './matrix-row';
import { moveFor } from './moves';

/** Pixels: a cell, the names at the left, the names above. */
const CELL = 28;
const ROW_NAMES = 208;
const COLUMN_NAMES = 132;

type MatrixGridProps = {
  view: MatrixView;
  chosen: CellAt | null;
  onChoose: (cell: CellAt) => void;
  onOpen: (cell: CellAt) => void;
};

/**
 * The cells as a grid that one walks with the arrow keys. Only what is in view is in the page, so that two hundred by two hundred
 * scroll as ten by ten do.
 */
export function MatrixGrid({ view, chosen, onChoose, onOpen }: MatrixGridProps) {
  const t = useTranslations('reachability.matrix');
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const titleOf = useTitle();
  const nameOf = (place: MatrixPlace) => titleOf(place.title) ?? place.key;
  const rows = useAxis(frame, view.rows.length, false);
  const columns = useAxis(frame, view.columns.length, true);
  const [row, column] = [chosen?.row, chosen?.column];
  // A move of the cursor scrolls, a new answer does not.
  useEffect(() => {
    if (row !== undefined) rows.scrollToIndex(row, { align: 'auto' });
    if (column !== undefined) columns.scrollToIndex(column, { align: 'auto' });
  }, [row, column, rows, columns]);
  const onKeyDown = (event: KeyboardEvent) => {
    const at = chosen ?? { row: 0, column: 0 };
    if (event.key === 'Enter' && chosen) onOpen(chosen);
    else {
      const next = chosen ? moveFor(event, at, { rows: view.rows.length, columns: view.columns.length }) : at;
      if (!next) return;
      onChoose(next);
    }
    event.preventDefault();
  };
  const shown = columns.getVirtualItems();
  return (
    <div
      ref={frame}
      role="grid"
      tabIndex={0}
      aria-label={t('label')}
      aria-rowcount={view.rows.length + 1}
      aria-colcount={view.columns.length + 1}
      aria-activedescendant={chosen ? `${id}-${chosen.row}-${chosen.column}` : undefined}
      onKeyDown={onKeyDown}
      className="relative min-h-40 max-w-full shrink grow-0 basis-auto self-start overflow-auto rounded-3 border border-line bg-surface text-12"
    >
      <div
        role="rowgroup"
        className="relative"
        style={{
          height: COLUMN_NAMES + rows.getTotalSize(),
          width: ROW_NAMES + columns.getTotalSize(),
        }}
      >
        <div
          role="row"
          aria-rowindex={1}
          className="sticky top-0 z-20 border-b border-line bg-surface"
          style={{ height: COLUMN_NAMES }}
        >
          <span
            role="columnheader"
            aria-colindex={1}
            className="sticky left-0 z-10 flex h-full items-end border-r border-line bg-surface px-3 pb-1.5 text-11 text-ink-3"
            style={{ width: ROW_NAMES }}
          >
            {t('corner')}
          </span>
          {shown.map(({ index, start }) => {
            const place = view.columns[index];
            return (
              place && (
                <span
                  key={place.key}
                  role="columnheader"
                  aria-colindex={index + 2}
                  title={place.key}
                  className="absolute bottom-0"
                  style={{ left: ROW_NAMES + start, width: CELL, height: COLUMN_NAMES }}
                >
                  {/* Turned as a whole: not every Chinese font can stand upright. */}
                  <span
                    className="absolute left-1/2 flex h-4 origin-left -rotate-90 items-center"
                    style={{ width: COLUMN_NAMES - 14, bottom: 0 }}
                  >
                    <span className="truncate">{nameOf(place)}</span>
                  </span>
                </span>
              )
            );
          })}
        </div>
        {rows.getVirtualItems().map(({ index, start }) => {
          const place = view.rows[index];
          return (
            place && (
              <MatrixRow
                key={place.key}
                id={`${id}-${index}`}
                index={index}
                name={nameOf(place)}
                place={place}
                view={view}
                nameOf={nameOf}
                shown={shown}
                chosen={chosen?.row === index ? chosen.column : null}
                onChoose={(column) => onChoose({ row: index, column })}
                onOpen={(column) => onOpen({ row: index, column })}
                top={COLUMN_NAMES + start}
                size={{ cell: CELL, names: ROW_NAMES }}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

/** One direction of the grid: which of its rows or columns are in view. */
function useAxis(frame: React.RefObject<HTMLDivElement | null>, count: number, horizontal: boolean) {
  // eslint-disable-next-line react-hooks/incompatible-library -- the React compiler is not in use, nothing memoises this
  return useVirtualizer({
    count,
    horizontal,
    getScrollElement: () => frame.current,
    estimateSize: () => CELL,
    overscan: 6,
    // The names lie over the first cells.
    scrollPaddingStart: horizontal ? ROW_NAMES : COLUMN_NAMES,
    initialRect: { width: 900, height: 600 },
  });
}
