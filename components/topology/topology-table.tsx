'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { Pager } from '@/components/lists/pager';
import { nextSort, sortIn } from '@/components/lists/sort-address';
import { toCsv, type DataColumn } from '@/components/ui/data-table-model';
import { EmptyState } from '@/components/ui/empty-state';
import { Mono } from '@/components/ui/mono';
import { PagedTable } from '@/components/ui/paged-table';
import { StatusMark } from '@/components/ui/status-mark';
import type { Totals } from '@/domain/topology';
import { nameOf, type GraphNodeKind } from '@/domain/topology/graph';
import { LISTED_COLUMNS } from '@/domain/topology/list-order';
import { sceneOf, type Said, type Scene, type SceneNode, type SceneRow } from './scene';
import type { ChangeAddress, TopologyAddress } from './use-topology-address';
import { useWholeTable } from './use-whole-table';
import { useWords } from './use-words';

type TopologyTableProps = {
  scene: Scene;
  totals: Totals;
  address: TopologyAddress;
  onChange: ChangeAddress;
  onChoose: (id: string) => void;
};

const PAGE_SIZE = 100;

/** The picture as a table: the same things, the same search, for keyboards, screen readers and copying. */
export function TopologyTable({ scene, totals, address, onChange, onChoose }: TopologyTableProps) {
  const t = useTranslations('topology');
  const columns = useTopologyColumns(onChoose);
  const everything = useEveryRow(address);
  const sort = sortIn(address.sort, LISTED_COLUMNS);
  const { page, rows } = totals.listed ?? { page: 1, rows: 0 };
  return (
    <div className="flex min-h-0 flex-1 flex-col overflow-y-auto bg-surface">
      <PagedTable
        label={t('table.label')}
        columns={columns}
        rows={scene.nodes}
        rowId={idOf}
        selectedId={address.node}
        onOpen={(node) => onChoose(node.id)}
        filter={address.find}
        onFilterChange={(typed) => void onChange({ find: typed || null })}
        sort={{
          direction: (id) => sort?.column === id && (sort.descending ? 'desc' : 'asc'),
          toggle: (id) => void onChange({ sort: nextSort(sort, id) }),
        }}
        found={rows}
        all={totals.all - totals.hidden}
        csv={async (shown) => toCsv(await everything(), shown)}
        remember="topology"
        empty={<EmptyState title={t('table.nothing')} />}
        footer={
          <Pager page={page} pages={Math.ceil(rows / PAGE_SIZE)} onPage={(next) => void onChange({ page: next })} />
        }
      />
    </div>
  );
}

const idOf = (node: SceneNode) => node.id;

/** In words: an export is of the table, not of what is on the screen. */
function useEveryRow(address: TopologyAddress): () => Promise<readonly SceneNode[]> {
  const whole = useWholeTable(address);
  const words = useWords();
  return async () => sceneOf(await whole(), null, false, words).nodes;
}

function useTopologyColumns(onChoose: (id: string) => void): DataColumn<SceneNode>[] {
  const t = useTranslations('topology');
  const words = useTranslations('status');
  return useMemo(
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
        id: 'connected',
        header: t('table.connected'),
        value: (node) => connectedTo(node, (kind) => t(`kinds.${kind}`)),
        cell: (node) => {
          const ends = connectedTo(node, (kind) => t(`kinds.${kind}`));
          return (
            <span className="block max-w-80 truncate" title={ends ?? undefined}>
              {ends}
            </span>
          );
        },
        sortable: false,
      },
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
        sortable: false,
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
}

/** The key of what it stands in. */
function placeOf(parent: string | undefined): string | null {
  return parent?.slice(parent.indexOf(':') + 1) || null;
}

/** What it is plugged into, each with what it is: `Circuit pc-1, Gateway gw-1`. */
function connectedTo({ connected = [] }: SceneNode, kindWord: (kind: GraphNodeKind) => string): string | null {
  return connected.map((each) => `${kindWord(each.kind)} ${nameOf(each)}`).join(', ') || null;
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
