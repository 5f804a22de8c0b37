'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Suspense } from 'react';
import { useTranslations } from 'use-intl';
import { useTRPC, type ApiOutputs } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { Pager } from '@/components/lists/pager';
import { ErrorState } from '@/components/ui/error-state';
import { MetaItem, PageBody, PageHeader } from '@/components/ui/page-header';
import { Segmented } from '@/components/ui/segmented';
import { SkeletonRows } from '@/components/ui/skeleton';
import { TimeAgo } from '@/components/ui/time-ago';
import { FINDING_STATES } from '@/domain/checks/list-findings';
import { CausePanel } from './cause-panel';
import { FindingPanel } from './finding-panel';
import { FindingsBar } from './findings-bar';
import { NoFindings } from './no-findings';
import { filterOf, useFindingsAddress, type ChangeFindingsAddress, type FindingsAddress } from './use-findings-address';

const PAGE_SIZE = 20;

/** What is wrong, by cause and owner: what it rests on, which flows it stops, whose the next move is. */
export function FindingsPage() {
  return (
    <Suspense>
      <Content />
    </Suspense>
  );
}

function Content() {
  const [address, change] = useFindingsAddress();
  return (
    <div className="flex h-full min-h-0">
      <div className="min-w-0 flex-1 overflow-y-auto">
        <PageBody>
          <Found address={address} onChange={change} />
        </PageBody>
      </div>
      {address.finding !== null && <FindingPanel id={address.finding} onClose={() => void change({ finding: null })} />}
    </div>
  );
}

function Found({ address, onChange }: { address: FindingsAddress; onChange: ChangeFindingsAddress }) {
  const t = useTranslations('findingList');
  const trpc = useTRPC();
  const refusal = useRefusalText();
  const { data, isPending, error, refetch } = useQuery(
    trpc.findings.list.queryOptions(
      { ...filterOf(address), page: Math.max(1, address.page), pageSize: PAGE_SIZE },
      { placeholderData: keepPreviousData },
    ),
  );
  return (
    <>
      <PageHeader
        title={t('heading')}
        actions={<States address={address} counts={data?.counts} onChange={onChange} />}
        meta={data && <Meta page={data} />}
      />
      <FindingsBar address={address} counts={data?.counts} onChange={onChange} />
      {isPending && <SkeletonRows rows={10} label={t('loading')} />}
      {error && !data && (
        <ErrorState title={t('failed')} onRetry={() => void refetch()}>
          {refusal(error)}
        </ErrorState>
      )}
      {data?.causes.length === 0 && <NoFindings address={address} empty={data.empty} onChange={onChange} />}
      <div className="flex flex-col gap-3">
        {data?.causes.map((cause) => (
          <CausePanel key={cause.key} cause={cause} address={address} onChange={onChange} />
        ))}
      </div>
      {data && (
        <Pager
          page={data.page}
          pages={Math.ceil(data.causeCount / PAGE_SIZE)}
          onPage={(page) => void onChange({ page })}
        />
      )}
    </>
  );
}

type Page = ApiOutputs['findings']['list'];

function States({
  address,
  counts,
  onChange,
}: {
  address: FindingsAddress;
  counts: Page['counts'] | undefined;
  onChange: ChangeFindingsAddress;
}) {
  const t = useTranslations('findingList');
  return (
    <Segmented
      label={t('stateLabel')}
      value={address.state}
      onChange={(state) => void onChange({ state, page: null, cause: null, finding: null })}
      segments={FINDING_STATES.map((each) => ({
        value: each,
        label: (
          <>
            {t(`states.${each}`)} <span className="num text-ink-3">{counts?.state[each] ?? 0}</span>
          </>
        ),
      }))}
    />
  );
}

function Meta({ page }: { page: Page }) {
  const t = useTranslations('findingList');
  return (
    <>
      {page.causeCount > 0 && <span>{t('sentence', { causes: page.causeCount, findings: page.findingCount })}</span>}
      <MetaItem label={t('looked')}>
        {page.lookedAt ? <TimeAgo at={new Date(page.lookedAt)} /> : t('notLooked')}
      </MetaItem>
    </>
  );
}
