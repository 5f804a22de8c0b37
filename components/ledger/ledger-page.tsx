'use client';

import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { PastButton, PastNote } from '@/components/lists/past-note';
import { useMe } from '@/components/people/use-me';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { PageBody, PageHeader } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { BlockPanel } from './block-panel';
import { CapacityPanel } from './capacity-panel';
import { HistoryPanel } from './history-panel';
import { LedgerTable, NoBlocks } from './ledger-table';
import { ProblemsPanel } from './problems-panel';
import { ReserveForm } from './reserve-form';
import { useLedgerAddress } from './use-ledger-address';

/** Every block of addresses: whose it is, how full, and what is free. What is open stands in the address. */
export function LedgerPage() {
  const t = useTranslations('ledger');
  const refusal = useRefusalText();
  const { may } = useMe();
  const trpc = useTRPC();
  const { address, change } = useLedgerAddress();
  const { at } = address;
  const query = useQuery(trpc.ledger.read.queryOptions(at ? { at: at.toISOString() } : {}));
  const reserving = address.reserve && !at;
  const [sought, setSought] = useState<{ id: string } | null>(null);
  const open = (block: string) => void change({ block, reserve: false });
  const look = (moment: Date) => void change({ at: moment, reserve: null });
  // A filter could leave the block out and a page be another than its own.
  const find = (block: string) => {
    setSought({ id: block });
    void change({ block, reserve: false, q: null, sort: null, page: null });
  };
  return (
    <PageBody>
      <PageHeader
        title={t('title')}
        actions={
          <>
            <PastButton />
            {!at && (
              <Button
                variant="primary"
                disabled={!may('estate:declare')}
                title={may('estate:declare') ? undefined : t('mayNot')}
                onClick={() => void change({ reserve: true, block: null })}
              >
                <Plus aria-hidden />
                {t('reserve')}
              </Button>
            )}
          </>
        }
      />
      <PastNote />
      {query.isPending ? (
        <SkeletonRows rows={12} label={t('loading')} />
      ) : query.isError ? (
        <ErrorState title={t('failed')} onRetry={() => void query.refetch()}>
          {refusal(query.error)}
        </ErrorState>
      ) : query.data.all <= 1 && !reserving ? (
        <NoBlocks past={at !== null} />
      ) : (
        <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,1fr)_380px]">
          <LedgerTable onOpen={open} sought={sought} />
          <aside className="flex flex-col gap-4">
            {reserving && <ReserveForm onClose={() => void change({ reserve: null })} />}
            {address.block && (
              <BlockPanel
                key={address.block}
                id={address.block}
                at={at}
                onMoment={look}
                onClose={() => void change({ block: null })}
              />
            )}
            <ProblemsPanel problems={query.data.problems} count={query.data.problemCount} onOpen={find} />
            <CapacityPanel capacities={query.data.capacities} count={query.data.capacityCount} />
            <HistoryPanel at={at} onMoment={look} />
          </aside>
        </div>
      )}
    </PageBody>
  );
}
