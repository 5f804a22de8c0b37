'use client';

import { ExternalLink, X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { Tabs } from '@/components/ui/tabs';
import type { FlowVerdict } from '@/domain/routing/verdict';
import { InspectorHistory } from './inspector-history';
import { InspectorPeers } from './inspector-peers';
import { InspectorRoutes } from './inspector-routes';
import { InspectorSummary } from './inspector-summary';
import { partsOf } from './inspected';
import { PathPanel } from './path-panel';
import type { Scene, SceneNode } from './scene';
import type { Judged } from './topology-model';
import type { ChangeAddress, InspectorTab, TopologyAddress } from './use-topology-address';
import { VERDICT_STATUS } from './verdict-status';

type InspectorProps = {
  judged: Judged;
  scene: Scene;
  verdict: FlowVerdict | null;
  address: TopologyAddress;
  onChange: ChangeAddress;
};

/** Beside the picture, never over it: what was chosen, or the way of the chosen flow. */
export function Inspector({ judged, scene, verdict, address, onChange }: InspectorProps) {
  const node = scene.nodes.find((each) => each.id === address.node);
  if (node)
    return <NodeInspector judged={judged} node={node} verdict={verdict} tab={address.tab} onChange={onChange} />;
  if (verdict) return <PathInspector verdict={verdict} onLeave={() => void onChange({ flow: null })} />;
  return null;
}

const FRAME = 'flex w-(--inspector) shrink-0 flex-col border-l border-line bg-surface max-lg:w-80';

function PathInspector({ verdict, onLeave }: { verdict: FlowVerdict; onLeave: () => void }) {
  const t = useTranslations('topology');
  return (
    <aside aria-label={t('path.label')} className={FRAME}>
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

type NodeInspectorProps = {
  judged: Judged;
  node: SceneNode;
  verdict: FlowVerdict | null;
  tab: InspectorTab;
  onChange: ChangeAddress;
};

function NodeInspector({ judged, node, verdict, tab, onChange }: NodeInspectorProps) {
  const t = useTranslations('topology');
  const words = useTranslations('status');
  const parts = partsOf(judged.view, node);
  const tabs = [
    { value: 'summary' as const, label: t('tabs.summary'), content: <InspectorSummary judged={judged} node={node} /> },
    ...(verdict ? [{ value: 'path' as const, label: t('tabs.path'), content: <PathPanel verdict={verdict} /> }] : []),
    ...(parts.tables.length > 0
      ? [
          {
            value: 'routes' as const,
            label: t('tabs.routes'),
            count: parts.rows,
            content: <InspectorRoutes tables={parts.tables} />,
          },
        ]
      : []),
    ...(parts.sessions.length > 0
      ? [
          {
            value: 'bgp' as const,
            label: 'BGP',
            count: parts.sessions.length,
            content: <InspectorPeers sessions={parts.sessions} />,
          },
        ]
      : []),
    ...(parts.resource
      ? [
          {
            value: 'history' as const,
            label: t('tabs.history'),
            content: <InspectorHistory kind={parts.resource} objectKey={node.key} />,
          },
        ]
      : []),
  ];
  const open = tabs.some((each) => each.value === tab) ? tab : 'summary';
  return (
    <aside aria-label={node.title.text} className={FRAME}>
      <header className="px-4 pt-3 pb-2">
        <div className="flex items-center gap-2">
          <h2 className={`truncate text-15 font-strong ${node.title.mono ? 'mono' : ''}`}>{node.title.text}</h2>
          <Badge size="sm" status={node.status}>
            {words(node.status)}
          </Badge>
          <span className="ml-auto flex items-center">
            {node.kind === 'vbr' && (
              <Button asChild variant="ghost" size="sm" className="w-7 px-0" aria-label={t('openPage')}>
                <Link href={`/network/vbrs/${encodeURIComponent(node.key)}`}>
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
      <div className="min-h-0 flex-1 overflow-y-auto">
        <Tabs label={node.title.text} value={open} onChange={(next) => void onChange({ tab: next })} tabs={tabs} />
      </div>
    </aside>
  );
}
