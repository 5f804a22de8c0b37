'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { useMe } from '@/components/people/use-me';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageBody, PageHeader } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { AuditBar } from './audit-bar';
import { AuditFacets } from './audit-facets';
import { ChainBadge, ChainReport, useChainCheck } from './chain-check';
import { VerifyButton } from './verify-button';
import { ExportMenu } from './export-menu';
import { Timeline } from './timeline';
import { useAuditFilters, type AuditFilters } from './use-audit-filters';

/** Who did what, when and why; what was refused; and the proof that nothing was rewritten since. */
export function AuditPage() {
  const t = useTranslations('audit');
  const { me, may } = useMe();
  if (!me)
    return (
      <PageBody>
        <PageHeader title={t('heading')} />
        <SkeletonRows rows={10} label={t('loading')} />
      </PageBody>
    );
  if (!may('audit:read'))
    return (
      <PageBody>
        <EmptyState level={1} title={t('mayNot')}>
          {t('mayNotDetail')}
        </EmptyState>
      </PageBody>
    );
  return <Audit />;
}

function Audit() {
  const t = useTranslations('audit');
  const audit = useAuditFilters();
  const chain = useChainCheck();
  return (
    <PageBody>
      <PageHeader
        title={t('heading')}
        badge={<ChainBadge chain={chain} />}
        actions={
          <>
            <VerifyButton chain={chain} />
            <Export audit={audit} />
          </>
        }
      />
      <ChainReport chain={chain} />
      <div className="grid grid-cols-[168px_minmax(0,1fr)] items-start gap-6 pt-1">
        <AuditFacets audit={audit} />
        <div className="min-w-0">
          <AuditBar audit={audit} />
          <Found audit={audit} />
        </div>
      </div>
    </PageBody>
  );
}

function Export({ audit }: { audit: AuditFilters }) {
  const trpc = useTRPC();
  const query = audit.queryOf();
  const facets = useQuery(trpc.audit.facets.queryOptions(query, { enabled: !audit.pending }));
  return <ExportMenu query={query} total={facets.data?.total} atLeast={facets.data?.atLeast ?? false} />;
}

function Found({ audit }: { audit: AuditFilters }) {
  const t = useTranslations('audit');
  const refusal = useRefusalText();
  if (audit.pending) return <SkeletonRows rows={10} label={t('loading')} />;
  if (audit.changeError)
    return (
      <ErrorState level={2} title={t('changeUnknown', { number: audit.filters.change ?? 0 })}>
        {refusal(audit.changeError)}
      </ErrorState>
    );
  const query = audit.queryOf();
  // Another question is another timeline: what was open in the old one is closed.
  return <Timeline key={JSON.stringify([audit.filters.view, query])} query={query} audit={audit} />;
}
