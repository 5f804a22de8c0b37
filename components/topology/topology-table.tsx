'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { DataTable, type DataColumn, type SortBy } from '@/components/ui/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import { Mono } from '@/components/ui/mono';
import { StatusMark } from '@/components/ui/status-mark';
import type { Totals } from '@/domain/topology';
import type { Said, Scene, SceneNode, SceneRow } from './scene';

type TopologyTableProps = {
  scene: Scene;
  totals: Totals;
  find: string;
  onFind: (typed: string) => void;
  /** a column; backwards with a minus before it */
  sort: string;
  onSort: (sort: string | null) => void;
  chosen: string | null;
  onChoose: (id: string) => void;
};

/** The picture as a table: the same things, the same search, for keyboards, screen readers and copying. */
export function TopologyTable(props: TopologyTableProps) {
  const { scene, totals, find, onFind, sort, onSort, chosen, onChoose } = props;
  const t = useTranslations('topology');
  const words = useTranslations('status');
  const columns = useMemo(
    (): DataColumn<SceneNode>[] => [
      {
        id: 'name',
        header: t('table.name'),
        value: (node) => node.title.text,
        // A row can be pressed by eye; a button can be found by whoever listens.
        cell: (node) => (
          <button type="button" className="hover:text-accent hover:underline" onClick={() => onChoose(node.id)}>
            <Words said={node.title} />
          </button>
        ),
        hideable: false,
      },
      { id: 'kind', header: t('table.kind'), value: (node) => t(`kinds.${node.kind}`), width: 140 },
      {
        id: 'status',
        header: t('table.status'),
        value: (node) => words(node.status),
        cell: (node) => <StatusMark status={node.status} label={words(node.status)} />,
        width: 110,
      },
      { id: 'inside', header: t('table.inside'), value: (node) => placeOf(node.parent) },
      {
        id: 'address',
        header: t('table.address'),
        value: (node) => node.sub?.text ?? null,
        cell: (node) => node.sub && <Words said={node.sub} />,
      },
      {
        id: 'detail',
        header: t('table.detail'),
        value: (node) => detailOf(node.rows),
        cell: (node) => <span className="block max-w-100 truncate">{detailOf(node.rows)}</span>,
      },
      {
        id: 'difference',
        header: t('table.difference'),
        value: (node) => (node.difference ? t(`legend.${node.difference}`) : null),
        width: 100,
      },
      { id: 'findings', header: t('table.findings'), value: (node) => node.findings || null, align: 'end', width: 90 },
    ],
    [t, words, onChoose],
  );
  return (
    <div className="flex min-h-0 flex-1 flex-col bg-surface">
      <DataTable
        label={t('table.label')}
        columns={columns}
        rows={scene.nodes}
        rowId={(node) => node.id}
        selectedId={chosen}
        onOpen={(node) => onChoose(node.id)}
        filter={find}
        sort={sortOf(sort, columns)}
        onSortChange={(next) => onSort(next && `${next.desc ? '-' : ''}${next.id}`)}
        filtered
        tools={
          totals.leftOut > 0 && (
            <span className="text-12 text-ink-3">{t('table.leftOut', { count: totals.leftOut })}</span>
          )
        }
        onFilterChange={onFind}
        remember="topology"
        empty={<EmptyState title={t('table.nothing')} />}
      />
    </div>
  );
}

/** An address may name a column that is not there. */
function sortOf(sort: string, columns: readonly DataColumn<SceneNode>[]): SortBy | null {
  const id = sort.replace(/^-/, '');
  return columns.some((column) => column.id === id) ? { id, desc: sort.startsWith('-') } : null;
}

/** The key of what it stands in. */
function placeOf(parent: string | undefined): string | null {
  return parent?.slice(parent.indexOf(':') + 1) || null;
}

function Words({ said }: { said: Said }) {
  return said.mono ? <Mono>{said.text}</Mono> : said.text;
}

/** Routes and facts of a card in one line. */
function detailOf(rows: readonly SceneRow[]): string | null {
  const parts = rows.flatMap((row) => {
    if (row.kind === 'route') return [`${row.prefix} → ${row.nextHop.text}`];
    return row.kind === 'fact' ? [[row.lead.text, row.trail?.text].filter(Boolean).join(' ')] : [];
  });
  return parts.length > 0 ? parts.join('; ') : null;
}
