'use client';

import { Plus } from 'lucide-react';
import { parseAsBoolean, parseAsString, useQueryStates } from 'nuqs';
import { useTranslations } from 'use-intl';
import { useRefusalText } from '@/components/api/refusal-text';
import { useMe } from '@/components/people/use-me';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageBody, PageHeader } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { BlockPanel } from './block-panel';
import { CapacityPanel } from './capacity-panel';
import { LedgerTable } from './ledger-table';
import { ProblemsPanel } from './problems-panel';
import { ReserveForm } from './reserve-form';
import { useLedger } from './use-ledger';

/** Every block of addresses: whose it is, how full, and what is free. What is open stands in the address. */
export function LedgerPage() {
  const t = useTranslations('ledger');
  const refusal = useRefusalText();
  const { may } = useMe();
  const { query, tree } = useLedger();
  const [view, setView] = useQueryStates({
    q: parseAsString.withDefault(''),
    block: parseAsString,
    reserve: parseAsBoolean.withDefault(false),
  });
  const open = tree?.find((row) => row.block.id === view.block);
  return (
    <PageBody>
      <PageHeader
        title={t('title')}
        actions={
          <Button
            variant="primary"
            disabled={!may('estate:declare')}
            title={may('estate:declare') ? undefined : t('mayNot')}
            onClick={() => void setView({ reserve: true, block: null })}
          >
            <Plus aria-hidden />
            {t('reserve')}
          </Button>
        }
      />
      {query.isPending ? (
        <SkeletonRows rows={12} label={t('loading')} />
      ) : query.isError || !tree ? (
        <ErrorState title={t('failed')} onRetry={() => void query.refetch()}>
          {refusal(query.error)}
        </ErrorState>
      ) : query.data.blocks.length <= 1 ? (
        <EmptyState title={t('empty')}>{t('emptyDetail')}</EmptyState>
      ) : (
        <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,1fr)_380px]">
          <LedgerTable
            tree={tree}
            typed={view.q}
            onType={(q) => void setView({ q: q || null })}
            selected={view.block}
            onOpen={(block) => void setView({ block, reserve: false })}
          />
          <aside className="flex flex-col gap-4">
            {view.reserve && <ReserveForm blocks={query.data.blocks} onClose={() => void setView({ reserve: null })} />}
            {open && (
              <BlockPanel
                key={open.block.id}
                row={open}
                problems={query.data.problems.filter((each) => each.blocks.includes(open.block.id))}
                onClose={() => void setView({ block: null })}
              />
            )}
            <ProblemsPanel problems={query.data.problems} onOpen={(block) => void setView({ block, reserve: false })} />
            <CapacityPanel capacities={query.data.capacities} />
          </aside>
        </div>
      )}
    </PageBody>
  );
}
