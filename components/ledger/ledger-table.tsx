'use client';

import { Search } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { DataTable, type DataColumn } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { Input } from '@/components/ui/input';
import { Panel } from '@/components/ui/panel';
import { ProgressBar } from '@/components/ui/progress-bar';
import { Tag } from '@/components/ui/tag';
import type { TreeRow } from '@/domain/ledger/tree';
import { filterRows } from './filter-rows';

const TONE = { declared: 'neutral', reserved: 'accent', observed: 'neutral' } as const;
/** One step of the tree, in px. */
const STEP = 14;

/** The tree as a table: in its own order until a column is sorted by. */
export function LedgerTable({
  tree,
  typed,
  onType,
  selected,
  onOpen,
}: {
  tree: readonly TreeRow[];
  typed: string;
  onType: (typed: string) => void;
  selected: string | null;
  onOpen: (block: string) => void;
}) {
  const t = useTranslations('ledger');
  const rows = useMemo(() => filterRows(tree, typed), [tree, typed]);
  const columns = useColumns();
  return (
    <Panel>
      <div className="flex flex-wrap items-center gap-3 px-4 py-2">
        <Input
          aria-label={t('filter')}
          placeholder={t('filter')}
          title={t('filterHelp')}
          lead={<Search />}
          value={typed}
          onChange={(event) => onType(event.target.value)}
          className="h-7 w-80 text-12"
        />
        <span role="status" className="num text-12 text-ink-3">
          {t('count', { shown: rows.length, total: tree.length })}
        </span>
      </div>
      <DataTable
        label={t('title')}
        columns={columns}
        rows={rows}
        rowId={(row) => row.block.id}
        onOpen={(row) => onOpen(row.block.id)}
        selectedId={selected}
        bare
        empty={<EmptyState title={t('noMatch')}>{t('filterHelp')}</EmptyState>}
      />
    </Panel>
  );
}

function useColumns(): DataColumn<TreeRow>[] {
  const t = useTranslations('ledger');
  return useMemo(
    () => [
      {
        id: 'prefix',
        header: t('prefix'),
        value: ({ block }) => block.prefix,
        cell: ({ block, depth }) => (
          <span className="mono" style={{ paddingLeft: depth * STEP }}>
            {block.prefix}
          </span>
        ),
        width: 210,
      },
      { id: 'role', header: t('role'), value: ({ block }) => t(`roles.${block.role}`), width: 130 },
      {
        id: 'state',
        header: t('state'),
        value: ({ block }) => block.state,
        cell: ({ block }) => <Tag tone={TONE[block.state]}>{t(`states.${block.state}`)}</Tag>,
        width: 90,
      },
      {
        id: 'owner',
        header: t('owner'),
        value: ({ block }) => block.owner?.key ?? block.note,
        cell: ({ block }) => (block.owner ? <span className="mono">{block.owner.key}</span> : block.note),
      },
      { id: 'site', header: t('site'), value: ({ block }) => block.site, mono: true, width: 120 },
      {
        id: 'used',
        header: t('used'),
        value: ({ used }) => used,
        cell: ({ block, used }) =>
          used === null ? null : (
            <span className="inline-flex items-center gap-2">
              <ProgressBar value={used} max={1} label={`${t('used')} ${block.prefix}`} className="w-14" />
              <span className="num">{used > 0 && used < 0.01 ? '< 1' : Math.round(used * 100)} %</span>
            </span>
          ),
        width: 130,
      },
    ],
    [t],
  );
}
