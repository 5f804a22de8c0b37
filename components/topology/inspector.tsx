'use client';

import { useQuery } from '@tanstack/react-query';
import { Crosshair, ExternalLink, X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { pageOfDrawn } from '@/components/lists/places';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { IconButton } from '@/components/ui/icon-button';
import { SkeletonRows } from '@/components/ui/skeleton';
import { Tabs } from '@/components/ui/tabs';
import type { DatedFlowVerdict } from '@/domain/routing/dated-verdict';
import { InspectorConfig } from './inspector-config';
import type { InspectedNode } from './inspected-node';
import { INSPECTOR_FRAME } from './inspector-frame';
import { InspectorHistory } from './inspector-history';
import { InspectorGatewayPeers, InspectorPeers } from './inspector-peers';
import { InspectorGatewayRoutes, InspectorRoutes } from './inspector-routes';
import { InspectorSummary } from './inspector-summary';
import { momentOf } from './moment-of';
import { PathPanel } from './path-panel';
import type { ObjectDetails } from './picture';
import type { ChangeAddress, TopologyAddress } from './use-topology-address';
import { useWords } from './use-words';
import { VERDICT_STATUS } from './verdict-status';

type InspectorProps = {
  node: InspectedNode | null;
  verdict: DatedFlowVerdict | null;
  address: TopologyAddress;
  onChange: ChangeAddress;
};

/** Beside the picture, never over it: what was chosen, or the way of the chosen flow. */
export function Inspector({ node, verdict, address, onChange }: InspectorProps) {
  if (node) return <NodeInspector node={node} verdict={verdict} address={address} onChange={onChange} />;
  if (!verdict) return null;
  return <PathInspector verdict={verdict} onLeave={() => void onChange({ flow: null, from: null, to: null })} />;
}

function PathInspector({ verdict, onLeave }: { verdict: DatedFlowVerdict; onLeave: () => void }) {
  const t = useTranslations('topology');
  return (
    <aside aria-label={t('path.label')} className={INSPECTOR_FRAME}>
      <header className="flex items-center gap-2 px-4 py-3">
        <h2 className="truncate mono text-15 font-strong">{verdict.flow}</h2>
        <Badge size="sm" status={VERDICT_STATUS[verdict.kind]}>
          {t(`verdict.${verdict.kind}`)}
        </Badge>
        <IconButton label={t('path.leave')} onClick={onLeave} className="ml-auto">
          <X />
        </IconButton>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto border-t border-line">
        <PathPanel verdict={verdict} />
      </div>
    </aside>
  );
}

type NodeInspectorProps = InspectorProps & { node: InspectedNode };

function NodeInspector({ node: chosen, verdict, address, onChange }: NodeInspectorProps) {
  const t = useTranslations('topology');
  const refusal = useRefusalText();
  const trpc = useTRPC();
  const words = useWords();
  const at = momentOf(chosen, address)?.toISOString();
  const details = useQuery(
    trpc.estate.object.queryOptions({ kind: chosen.kind, key: chosen.key, ...(at ? { at } : {}) }, { retry: false }),
  );
  // What the picture draws is named as it draws it.
  const drawn = chosen.status === undefined && !details.isPlaceholderData ? details.data?.drawn : null;
  const node: InspectedNode = drawn
    ? { ...chosen, ...drawn, title: words.say(drawn.title), sub: drawn.sub && words.say(drawn.sub) }
    : chosen;
  return (
    <aside aria-label={node.title.text} className={INSPECTOR_FRAME}>
      <InspectorHead node={node} at={at} onChange={onChange} />
      <div className="min-h-0 flex-1 overflow-y-auto">
        {details.data && !details.isPlaceholderData ? (
          <InspectorTabs node={node} details={details.data} verdict={verdict} address={address} onChange={onChange} />
        ) : details.isError ? (
          <ErrorState title={t('objectFailed')} onRetry={() => void details.refetch()}>
            {refusal(details.error)}
          </ErrorState>
        ) : (
          <SkeletonRows rows={6} label={t('loading')} />
        )}
      </div>
    </aside>
  );
}

type InspectorHeadProps = { node: InspectedNode; at: string | undefined; onChange: ChangeAddress };

function InspectorHead({ node, at, onChange }: InspectorHeadProps) {
  const t = useTranslations('topology');
  const page = pageOfDrawn(node, at);
  const words = useTranslations('status');
  return (
    <header className="px-4 pt-3 pb-2">
      <div className="flex items-center gap-2">
        <h2 className={`truncate text-15 font-strong ${node.title.mono ? 'mono' : ''}`}>{node.title.text}</h2>
        {node.status && (
          <Badge size="sm" status={node.status}>
            {words(node.status)}
          </Badge>
        )}
        <span className="ml-auto flex items-center">
          <IconButton label={t('focusOn')} onClick={() => void onChange({ focus: node.id })}>
            <Crosshair />
          </IconButton>
          {page && (
            <Button asChild variant="ghost" size="sm" className="w-7 px-0" aria-label={t('openPage')}>
              <Link href={page}>
                <ExternalLink />
              </Link>
            </Button>
          )}
          <IconButton label={t('closeInspector')} onClick={() => void onChange({ node: null, tab: null })}>
            <X />
          </IconButton>
        </span>
      </div>
      <p className="truncate text-12 text-ink-3">
        {t(`kinds.${node.kind}`)}
        {node.sub && (
          <>
            {' · '}
            <span className={node.sub.mono ? 'mono' : ''}>{node.sub.text}</span>
          </>
        )}
      </p>
    </header>
  );
}

function InspectorTabs({ node, details, verdict, address, onChange }: NodeInspectorProps & { details: ObjectDetails }) {
  const t = useTranslations('topology');
  const tabs = tabsOf(node, details, verdict, t, momentOf(node, address) !== null);
  const open = tabs.some((each) => each.value === address.tab) ? address.tab : 'summary';
  return <Tabs label={node.title.text} value={open} onChange={(tab) => void onChange({ tab })} tabs={tabs} />;
}

function tabsOf(
  node: InspectedNode,
  details: ObjectDetails,
  verdict: DatedFlowVerdict | null,
  t: ReturnType<typeof useTranslations<'topology'>>,
  past: boolean,
) {
  const { tables, gateway, sessions, fields, resources, fact } = details;
  const routes =
    tables.length > 0 ? <InspectorRoutes tables={tables} /> : gateway && <InspectorGatewayRoutes gateway={gateway} />;
  const bgp =
    sessions.length > 0 ? (
      <InspectorPeers sessions={sessions} />
    ) : (
      gateway && <InspectorGatewayPeers gateway={gateway} />
    );
  const rows = tables.length > 0 ? tables.reduce((sum, each) => sum + each.rows, 0) : (gateway?.rows ?? 0);
  return [
    {
      value: 'summary' as const,
      label: t('tabs.summary'),
      content: <InspectorSummary details={details} node={node} past={past} />,
    },
    ...(fields.length > 0
      ? [{ value: 'config' as const, label: t('tabs.config'), content: <InspectorConfig fields={fields} /> }]
      : []),
    ...(verdict ? [{ value: 'path' as const, label: t('tabs.path'), content: <PathPanel verdict={verdict} /> }] : []),
    ...(routes ? [{ value: 'routes' as const, label: t('tabs.routes'), count: rows, content: routes }] : []),
    ...(bgp
      ? [
          {
            value: 'bgp' as const,
            label: 'BGP',
            count: sessions.length > 0 ? sessions.length : (gateway?.peers.length ?? 0),
            content: bgp,
          },
        ]
      : []),
    ...(resources.length > 0 || fact
      ? [
          {
            value: 'history' as const,
            label: t('tabs.history'),
            content: <InspectorHistory details={details} />,
          },
        ]
      : []),
  ];
}
