'use client';

import Link from 'next/link';
import { parseAsIsoDateTime, useQueryState } from 'nuqs';
import { useTranslations } from 'use-intl';
import { AnnouncePanel } from '@/components/announcing/announce-panel';
import { TrailsPanel } from '@/components/announcing/trails-panel';
import { FindingNote } from '@/components/network/finding-note';
import { Button } from '@/components/ui/button';
import { KeyValueList } from '@/components/ui/key-value';
import { CopyMono } from '@/components/ui/mono';
import { Panel } from '@/components/ui/panel';
import { findingKey } from '@/domain/checks/finding';
import { COLUMNS_OF, type ListColumn, type PageKind } from '@/domain/lists/list';
import { nodeId, type GraphNodeKind } from '@/domain/topology/graph';
import type { Details } from './details';
import { MemberPreview } from './member-preview';
import { useCellWords } from './use-cell-words';

const DRAWN_AS: Partial<Record<PageKind, GraphNodeKind>> = {
  vpc: 'vpc',
  vbr: 'vbr',
  circuit: 'physical-connection',
  gateway: 'gateway',
  'node-pool': 'pool',
  node: 'node',
};

/** What is wrong with it, what is known of it, and the first of what belongs to it. */
export function ObjectSummary({ details, onTab }: { details: Details; onTab: (tab: string) => void }) {
  const { row, findings, members } = details;
  const [at] = useQueryState('at', parseAsIsoDateTime);
  const past = at !== null;
  const t = useTranslations('lists');
  const { text, cell } = useCellWords();
  const columns: readonly ListColumn[] = COLUMNS_OF[row.kind];
  const drawn = DRAWN_AS[row.kind];
  const picture = drawn && `/topology?${new URLSearchParams({ node: nodeId(drawn, row.id) })}`;
  return (
    <div className="flex flex-col gap-3 pt-3">
      {findings.map((finding) => (
        <FindingNote key={findingKey(finding)} finding={finding} past={past} />
      ))}
      <div className="grid grid-cols-1 items-start gap-3 lg:grid-cols-2">
        <Panel
          title={t('tabs.summary')}
          padded
          actions={
            picture && (
              <Button asChild size="sm">
                <Link href={picture}>{t('showInTopology')}</Link>
              </Button>
            )
          }
        >
          <KeyValueList
            items={[
              { id: 'key', key: t(`names.${row.kind}`), value: <CopyMono value={row.key} /> },
              ...columns
                .filter((column) => text(row, column) !== '')
                .map((column) => ({ id: column, key: t(`columns.${column}`), value: cell(row, column) })),
            ]}
          />
        </Panel>
        <div className="flex min-w-0 flex-col gap-3">
          {!past && (row.kind === 'vbr' || row.kind === 'gateway') && <AnnouncePanel kind={row.kind} id={row.id} />}
          {!past && (row.kind === 'vbr' || row.kind === 'gateway' || row.kind === 'node') && (
            <TrailsPanel kind={row.kind} id={row.id} />
          )}
          {members.map(({ kind, count }) => (
            <MemberPreview key={kind} kind={kind} within={row.id} count={count} onAll={() => onTab(kind)} />
          ))}
        </div>
      </div>
    </div>
  );
}
