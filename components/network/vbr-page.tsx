'use client';

import { parseAsStringLiteral, useQueryState } from 'nuqs';
import { useTranslations } from 'use-intl';
import { useTitle } from '@/components/i18n/use-title';
import { PageCrumbs } from '@/components/shell/crumbs';
import { Badge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { Mono } from '@/components/ui/mono';
import { MetaItem, PageBody, PageHeader } from '@/components/ui/page-header';
import { Tabs } from '@/components/ui/tabs';
import { TimeAgo } from '@/components/ui/time-ago';
import type { Finding } from '@/domain/checks/finding';
import { freshnessOf, type EstateView } from '@/domain/estate/view';
import { ConfigTab } from './config-tab';
import { EstateGate } from './estate-gate';
import { FindingNote } from './finding-note';
import { HistoryTab } from './history-tab';
import { PeersTab } from './peers-tab';
import { RoutesTab } from './routes-tab';
import { concerns, peersOfVbr, vbrMeaning } from './vbr-status';

const TABS = ['routes', 'bgp', 'config', 'history'] as const;

/** One VBR: its rows, its sessions, what the source says of it, and how it came to be so. */
export function VbrPage({ vbrKey }: { vbrKey: string }) {
  return (
    <PageBody>
      <EstateGate>{(view, findings) => <Content view={view} findings={findings} vbrKey={vbrKey} />}</EstateGate>
    </PageBody>
  );
}

function Content({ view, findings, vbrKey }: { view: EstateView; findings: readonly Finding[]; vbrKey: string }) {
  const t = useTranslations('network');
  const words = useTranslations('status');
  const titleOf = useTitle();
  const [tab, setTab] = useQueryState('tab', parseAsStringLiteral(TABS).withDefault('routes'));
  const vbr = view.estate.vbrs.find((each) => each.key === vbrKey);
  if (!vbr) return <EmptyState title={t('vbrMissing', { key: vbrKey })}>{t('vbrMissingDetail')}</EmptyState>;
  const meaning = vbrMeaning(view, vbr, findings);
  const own = findings.filter((finding) => concerns(finding, vbr));
  const routes = freshnessOf(view, 'route-entry', vbr.routeTable?.key);
  return (
    <>
      <PageCrumbs crumbs={[{ label: <Mono>{vbr.key}</Mono> }]} />
      <PageHeader
        title={<Mono>{vbr.key}</Mono>}
        badge={<Badge status={meaning}>{words(meaning)}</Badge>}
        sentence={titleOf(vbr.title) ?? vbr.name}
        meta={
          <>
            <MetaItem label={t('provisioning')}>{vbr.status ?? t('unknown')}</MetaItem>
            <MetaItem label={t('circuits')}>
              <Mono>{vbr.physicalConnections.join(', ')}</Mono>
            </MetaItem>
            {routes && (
              <MetaItem label={t(routes.stale ? 'staleSince' : 'observed')}>
                {routes.observedAt ? <TimeAgo at={new Date(routes.observedAt)} /> : t('never')}
              </MetaItem>
            )}
          </>
        }
      />
      <div className="mb-3 flex flex-col gap-2">
        {own.map((finding) => (
          <FindingNote
            key={`${finding.kind} ${finding.subject.key} ${finding.params.prefix ?? ''}`}
            finding={finding}
          />
        ))}
      </div>
      <Tabs
        label={vbr.key}
        className="px-0"
        value={tab}
        onChange={(next) => void setTab(next)}
        tabs={[
          {
            value: 'routes',
            label: t('routes'),
            count: vbr.routeTable?.entries?.length,
            content: <RoutesTab vbr={vbr} />,
          },
          { value: 'bgp', label: 'BGP', count: peersOfVbr(vbr).length, content: <PeersTab vbr={vbr} /> },
          { value: 'config', label: t('config'), content: <ConfigTab view={view} vbr={vbr} /> },
          {
            value: 'history',
            label: t('history'),
            content: (
              <div className="pt-3">
                <HistoryTab kind="vbr" objectKey={vbr.key} />
              </div>
            ),
          },
        ]}
      />
    </>
  );
}
