'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { Pager } from '@/components/lists/pager';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { FilterChips } from '@/components/ui/filter-chips';
import { Input } from '@/components/ui/input';
import { Panel } from '@/components/ui/panel';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Switch } from '@/components/ui/switch';
import { FAILABLE } from '@/domain/routing/answers/fail';
import { ReachFrame } from '../reach-frame';
import { FailureTable } from './failure-table';
import { useFailuresAddress } from './use-failures-address';

const PAGE_SIZE = 50;

/** Each thing that can fail, failed alone: the worst first, each one step from its picture. */
export function FailuresPage() {
  return (
    <ReachFrame current="failures">
      <Content />
    </ReachFrame>
  );
}

function Content() {
  const t = useTranslations('reachability.failures');
  const kinds = useTranslations('findingList.subject');
  const trpc = useTRPC();
  const refusal = useRefusalText();
  const [{ kind, q, hit, page, at }, change] = useFailuresAddress();
  const { data, error, refetch } = useQuery(
    trpc.reachability.failures.queryOptions(
      {
        kinds: kind,
        text: q.slice(0, 200),
        onlyHit: hit,
        page: Math.max(1, page),
        pageSize: PAGE_SIZE,
        ...(at ? { at: at.toISOString() } : {}),
      },
      { placeholderData: keepPreviousData },
    ),
  );
  if (error && !data)
    return (
      <ErrorState title={t('failed')} onRetry={() => void refetch()}>
        {refusal(error)}
      </ErrorState>
    );
  return (
    <>
      <p className="mb-3 text-12 text-ink-3">{data?.flows === 0 ? t('noFlows') : t('sentence')}</p>
      <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
        <FilterChips
          label={t('kindLabel')}
          chosen={kind}
          onChange={(next) => void change({ kind: next, page: null })}
          chips={FAILABLE.map((each) => ({ value: each, label: kinds(each), count: data?.counts[each] ?? 0 }))}
        />
        <Switch
          checked={hit}
          onChange={(next) => void change({ hit: next || null, page: null })}
          label={t('onlyHit')}
        />
        <Input
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          lead={<Search />}
          value={q}
          onChange={(event) => void change({ q: event.target.value || null, page: null })}
          className="h-7 w-64 text-12"
        />
      </div>
      {!data && <SkeletonRows rows={10} label={t('loading')} />}
      {data && (
        <Panel>
          {data.rows.length === 0 ? (
            <EmptyState level={2} title={t('empty')}>
              {t('emptyDetail')}
            </EmptyState>
          ) : (
            <FailureTable rows={data.rows} at={at} />
          )}
          <Pager
            page={data.page}
            pages={Math.ceil(data.found / PAGE_SIZE)}
            onPage={(next) => void change({ page: next })}
          />
        </Panel>
      )}
    </>
  );
}
