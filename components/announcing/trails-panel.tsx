'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { ErrorState } from '@/components/ui/error-state';
import { Panel } from '@/components/ui/panel';
import { SkeletonRows } from '@/components/ui/skeleton';
import { TrailRow } from './trail-row';

/** The way of each pod subnet to the cloud, those first that break, and where and why they do. */
export function TrailsPanel({ kind, id }: { kind: 'vbr' | 'gateway' | 'node'; id: string }) {
  const t = useTranslations('announcing.trails');
  const trpc = useTRPC();
  const refusal = useRefusalText();
  const { data, error } = useQuery(trpc.reachability.trails.queryOptions({ kind, key: id }));
  // Most nodes are cloud nodes, which have no subnet to announce.
  if (kind === 'node' && data?.count === 0) return null;
  const hidden = data ? data.count - data.shown.length : 0;
  const summary = data && data.count > 0 && t('count', { count: data.count, broken: data.broken });
  return (
    <Panel title={t('title')} actions={summary}>
      {!data && !error && <SkeletonRows rows={3} label={t('loading')} />}
      {error && !data && <ErrorState title={t('failed')}>{refusal(error)}</ErrorState>}
      {data?.count === 0 && <p className="px-4 py-3 text-12 text-ink-3">{t('none')}</p>}
      {data && data.count > 0 && (
        <ul className="divide-y divide-line">
          {data.shown.map((trail) => (
            <TrailRow
              key={[trail.prefix, trail.cluster, trail.node, trail.gateway, trail.vbr].join(' ')}
              trail={trail}
            />
          ))}
        </ul>
      )}
      {hidden > 0 && (
        <p className="border-t border-line px-4 py-2 text-12 text-ink-3">{t('more', { count: hidden })}</p>
      )}
    </Panel>
  );
}
