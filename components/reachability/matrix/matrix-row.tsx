'use client';

import { useTranslations } from 'use-intl';
import { VERDICT_STATUS } from '@/components/topology/verdict-status';
import { cn } from '@/components/ui/cn';
import { StatusShape } from '@/components/ui/status-mark';
import type { MatrixPlace, MatrixView } from './details';

type MatrixRowProps = {
  id: string;
  index: number;
  name: string;
  place: MatrixPlace;
  view: MatrixView;
  nameOf: (place: MatrixPlace) => string;
  shown: readonly { index: number; start: number }[];
  chosen: number | null;
  onChoose: (column: number) => void;
  onOpen: (column: number) => void;
  top: number;
  size: { cell: number; names: number };
};

/** What one place reaches: its name, how much of it is bad, and a shape for each other place. */
export function MatrixRow({ id, index, name, place, view, nameOf, shown, chosen, ...row }: MatrixRowProps) {
  const t = useTranslations('reachability.matrix');
  const bad = place.unreachable + place.unknown;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      className="absolute left-0 w-full border-b border-line"
      style={{ top: row.top, height: row.size.cell }}
    >
      <span
        role="rowheader"
        aria-colindex={1}
        title={place.key}
        className="sticky left-0 z-10 flex h-full items-center gap-2 border-r border-line bg-surface px-3"
        style={{ width: row.size.names }}
      >
        <span className="min-w-0 flex-1 truncate">{name}</span>
        {bad > 0 && (
          <span className="num text-11 text-ink-3" title={t('badCells', { count: bad })}>
            {bad}
          </span>
        )}
      </span>
      {shown.map(({ index: column, start }) => {
        const to = view.columns[column];
        const state = view.states[view.cells[index * view.columns.length + column] ?? 0];
        if (!to || !state) return null;
        const here = chosen === column;
        return (
          <span
            key={to.key}
            id={`${id}-${column}`}
            role="gridcell"
            aria-colindex={column + 2}
            aria-selected={here}
            aria-label={t('cell', { from: name, to: nameOf(to), verdict: t(`verdicts.${state.kind}`) })}
            title={t('cell', { from: name, to: nameOf(to), verdict: t(`verdicts.${state.kind}`) })}
            onClick={() => row.onChoose(column)}
            onDoubleClick={() => row.onOpen(column)}
            className={cn(
              'absolute top-0 flex cursor-pointer items-center justify-center border-r border-line hover:bg-hover',
              here && 'bg-selected outline-2 -outline-offset-2 outline-accent',
              state.kind === 'unreachable' && !here && 'bg-broken-soft',
            )}
            style={{ left: row.size.names + start, width: row.size.cell, height: row.size.cell - 1 }}
          >
            <StatusShape status={VERDICT_STATUS[state.kind]} className={state.kind === 'reachable' ? 'size-2' : ''} />
          </span>
        );
      })}
    </div>
  );
}
