'use client';

import { Check, Columns3, Copy, Search, X } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { IconButton } from './icon-button';
import { Input } from './input';
import { Menu, MenuCheckItem } from './dropdown-menu';
import { useUi } from './ui-context';
import { useCopy } from './use-copy';

export type FilterHint = { short: string; whole: string };

type ToolbarProps = {
  label: string;
  typed: string;
  onType: (typed: string) => void;
  hint?: FilterHint | undefined;
  /** undefined while the rows are awaited: none is not yet said */
  shown: number | undefined;
  total: number;
  columns: readonly { id: string; header: string; visible: boolean }[];
  onShowColumn: (id: string, visible: boolean) => void;
  /** What the filter leaves, all of it; where rows come page by page it takes a moment. */
  csv: () => string | Promise<string>;
  children?: ReactNode;
};

/** Above the rows: filter by typing, how many are shown, which columns, copy as CSV. */
export function DataTableToolbar(props: ToolbarProps) {
  const { label, typed, onType, hint, shown, total, columns, onShowColumn, csv, children } = props;
  const { words } = useUi();
  const hintId = useId();
  return (
    <div className="group flex min-h-11 flex-wrap items-center gap-2 border-b border-line px-4 py-1.5">
      <Input
        lead={<Search />}
        value={typed}
        onChange={(event) => onType(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onType('')}
        placeholder={hint?.short ?? words.filter}
        aria-label={`${words.filter}: ${label}`}
        aria-describedby={hint && hintId}
        title={hint?.whole}
        className="h-7 w-56 text-12"
        trail={typed ? <ClearFilter onClear={() => onType('')} /> : undefined}
      />
      {hint && (
        <span id={hintId} className="sr-only text-12 text-ink-3 group-has-[input:focus]:not-sr-only">
          {hint.whole}
        </span>
      )}
      {children}
      <span className="ml-auto num text-12 text-ink-3" aria-live="polite">
        {shown !== undefined && words.rowsShown(shown, total)}
      </span>
      {columns.length > 0 && (
        <Menu trigger={<IconButton label={words.columns}>{<Columns3 />}</IconButton>}>
          {columns.map((column) => (
            <MenuCheckItem
              key={column.id}
              keepOpen
              checked={column.visible}
              onChange={(visible) => onShowColumn(column.id, visible)}
            >
              {column.header}
            </MenuCheckItem>
          ))}
        </Menu>
      )}
      <CopyCsv csv={csv} />
    </div>
  );
}

function ClearFilter({ onClear }: { onClear: () => void }) {
  const { words } = useUi();
  return (
    <button type="button" aria-label={words.clearFilter} onClick={onClear} className="rounded-1 p-0.5 hover:text-ink">
      <X className="size-3.5 stroke-[1.5]" />
    </button>
  );
}

function CopyCsv({ csv }: { csv: ToolbarProps['csv'] }) {
  const { words } = useUi();
  const { copied, copy } = useCopy();
  return (
    <IconButton label={copied ? words.copied : words.copyCsv} onClick={() => void copy(async () => csv())}>
      {copied ? <Check className="text-healthy" /> : <Copy />}
    </IconButton>
  );
}
