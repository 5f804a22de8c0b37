'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useTRPC, type ApiOutputs } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { useObjectNames } from '@/components/audit/object-names';
import { useMe } from '@/components/people/use-me';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/dialog';
import { IconButton } from '@/components/ui/icon-button';
import { KeyValueList } from '@/components/ui/key-value';
import { CopyMono, Mono } from '@/components/ui/mono';
import { Panel, PanelSection } from '@/components/ui/panel';
import { ProgressBar } from '@/components/ui/progress-bar';
import { SkeletonRows } from '@/components/ui/skeleton';
import { TimeAgo } from '@/components/ui/time-ago';
import { toast } from '@/components/ui/toaster';
import { addressCount } from '@/domain/net/prefix';
import { LedgerProblemText } from './problems-panel';

type Block = ApiOutputs['ledger']['block'];

/** One block: whose, how full, what is wrong with it, and who had it before. */
export function BlockPanel({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useTranslations('ledger');
  const trpc = useTRPC();
  const refusal = useRefusalText();
  const { data, error, isPending } = useQuery(trpc.ledger.block.queryOptions({ id }));
  if (data) return <BlockFacts {...data} onClose={onClose} />;
  return (
    <Panel title={t('block')} actions={<Close onClose={onClose} />} padded>
      {isPending ? <SkeletonRows rows={4} label={t('loading')} /> : <p className="text-12">{refusal(error)}</p>}
    </Panel>
  );
}

function Close({ onClose }: { onClose: () => void }) {
  const t = useTranslations('ledger');
  return (
    <IconButton label={t('close')} onClick={onClose}>
      <X />
    </IconButton>
  );
}

function BlockFacts({ row, problems, onClose }: Block & { onClose: () => void }) {
  const t = useTranslations('ledger');
  const { block, used, parts } = row;
  const total = addressCount(block.prefix).toLocaleString();
  return (
    <Panel
      title={<CopyMono value={block.prefix} />}
      sub={t(`roles.${block.role}`)}
      actions={<Close onClose={onClose} />}
    >
      <PanelSection>
        <KeyValueList
          items={[
            { key: t('state'), value: t(`states.${block.state}`) },
            ...(block.owner ? [{ key: t('owner'), value: <Mono>{block.owner.key}</Mono> }] : []),
            ...(block.site ? [{ key: t('site'), value: <Mono>{block.site}</Mono> }] : []),
            ...(block.note ? [{ key: t('note'), value: block.note }] : []),
            { key: t('domain'), value: <Mono>{block.routingDomain}</Mono> },
            { key: t('parts'), value: parts },
            ...(block.state === 'reserved'
              ? [
                  {
                    key: t('expires'),
                    value: block.expiresAt ? <TimeAgo at={new Date(block.expiresAt)} /> : t('never'),
                  },
                ]
              : []),
          ]}
        />
        <div className="mt-3 flex flex-col gap-1 text-12 text-ink-3">
          {used !== null && <ProgressBar value={used} max={1} label={t('used')} className="h-1.5 w-full" />}
          <span className="num">{used === null ? t('unknownUse') : t('ofAddresses', { share: used, total })}</span>
        </div>
        {block.state === 'reserved' && <Release id={block.id} prefix={block.prefix} onDone={onClose} />}
      </PanelSection>
      {problems.map((problem) => (
        <PanelSection key={problem.kind} className="flex gap-2 text-12">
          <LedgerProblemText problem={problem} />
        </PanelSection>
      ))}
      <PanelSection title={t('history')}>
        <History routingDomain={block.routingDomain} prefix={block.prefix} />
      </PanelSection>
    </Panel>
  );
}

function Release({ id, prefix, onDone }: { id: string; prefix: string; onDone: () => void }) {
  const t = useTranslations('ledger');
  const trpc = useTRPC();
  const cache = useQueryClient();
  const refusal = useRefusalText();
  const { may } = useMe();
  const [asking, setAsking] = useState(false);
  const release = useMutation(
    trpc.ledger.release.mutationOptions({
      onError: (error) => void toast.error(refusal(error)),
      onSuccess() {
        toast.success(t('released'));
        onDone();
      },
      onSettled: () => cache.invalidateQueries({ queryKey: trpc.ledger.pathKey() }),
    }),
  );
  if (!may('estate:declare')) return null;
  return (
    <div className="mt-3">
      <Button size="sm" onClick={() => setAsking(true)}>
        {t('release')}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t('releaseTitle', { prefix })}
        confirmLabel={t('release')}
        cancelLabel={t('keep')}
        busy={release.isPending}
        onConfirm={() => release.mutate({ id })}
      >
        {t('releaseDetail')}
      </ConfirmDialog>
    </div>
  );
}

function History({ routingDomain, prefix }: { routingDomain: string; prefix: string }) {
  const t = useTranslations('ledger');
  const trpc = useTRPC();
  const { personName } = useObjectNames();
  const history = useQuery(trpc.ledger.history.queryOptions({ routingDomain, prefix }));
  if (history.isError) return <p className="text-12 text-ink-3">{t('historyFailed')}</p>;
  if (history.data?.length === 0) return <p className="text-12 text-ink-3">{t('noHistory')}</p>;
  return (
    <ul className="flex flex-col gap-1.5 text-12" aria-busy={history.isPending}>
      {history.data?.map((event) => (
        <li key={event.id} className="min-w-0">
          <Mono>{event.prefix}</Mono> {event.state === 'reserved' ? t('reservedAt') : t('declaredAt')}{' '}
          <TimeAgo at={event.createdAt} />
          {event.createdBy && personName(event.createdBy) && (
            <> {t('by', { name: personName(event.createdBy) ?? '' })}</>
          )}
          {event.releasedAt && (
            <span className="text-ink-3">
              , {t.rich('releasedAt', { age: () => <TimeAgo at={event.releasedAt as Date} /> })}
            </span>
          )}
          <p className="truncate text-ink-3">{event.owner ?? event.note}</p>
        </li>
      ))}
    </ul>
  );
}
