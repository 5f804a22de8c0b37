'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useTRPC, type ApiOutputs } from '@/components/api/client';
import { isMissing, useRefusalText } from '@/components/api/refusal-text';
import { atMoment } from '@/components/lists/use-past';
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
import { BlockEvents } from './block-events';
import { placeOfOwner } from './place-of-owner';
import { LedgerProblemText } from './problems-panel';

type Block = ApiOutputs['ledger']['block'];

type Looked = {
  /** a past moment; null: now */
  at: Date | null;
  onMoment: (at: Date) => void;
  onClose: () => void;
};

/** One block: whose, how full, what is wrong with it, and who had it before. */
export function BlockPanel({ id, at, onMoment, onClose }: Looked & { id: string }) {
  const t = useTranslations('ledger');
  const trpc = useTRPC();
  const refusal = useRefusalText();
  const { data, error, isPending } = useQuery(trpc.ledger.block.queryOptions({ id, ...askedOf(at) }));
  if (data) return <BlockFacts {...data} at={at} onMoment={onMoment} onClose={onClose} />;
  return (
    <Panel title={t('block')} actions={<Close onClose={onClose} />} padded>
      {isPending ? (
        <SkeletonRows rows={4} label={t('loading')} />
      ) : (
        <p className="text-12">{at && isMissing(error) ? t('notThen') : refusal(error)}</p>
      )}
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

function BlockFacts({ row, problems, at, onMoment, onClose }: Block & Looked) {
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
            ...(block.owner ? [{ key: t('owner'), value: <Owner block={block} at={at} /> }] : []),
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
        {block.state === 'reserved' && !at && <Release id={block.id} prefix={block.prefix} onDone={onClose} />}
      </PanelSection>
      {problems.map((problem) => (
        <PanelSection key={problem.kind} className="flex gap-2 text-12">
          <LedgerProblemText problem={problem} />
        </PanelSection>
      ))}
      <PanelSection title={t('history')}>
        <History block={{ routingDomain: block.routingDomain, prefix: block.prefix }} at={at} onMoment={onMoment} />
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

function askedOf(at: Date | null): { at?: string } {
  return at ? { at: at.toISOString() } : {};
}

function Owner({ block, at }: { block: Block['row']['block']; at: Date | null }) {
  const href = placeOfOwner(block);
  const name = <Mono>{block.owner?.key}</Mono>;
  if (href === undefined) return name;
  return (
    <Link href={atMoment(href, at?.toISOString())} className="hover:text-accent hover:underline">
      {name}
    </Link>
  );
}

type HistoryProps = Pick<Looked, 'at' | 'onMoment'> & { block: { routingDomain: string; prefix: string } };

function History({ block, at, onMoment }: HistoryProps) {
  const t = useTranslations('ledger');
  const trpc = useTRPC();
  const { data, isPending } = useQuery(trpc.ledger.history.queryOptions({ block, ...askedOf(at) }));
  if (data) return <BlockEvents history={data} onMoment={onMoment} />;
  return isPending ? (
    <SkeletonRows rows={2} label={t('loading')} />
  ) : (
    <p className="text-12 text-ink-3">{t('historyFailed')}</p>
  );
}
