'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { OctagonX, Play } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { useMe } from '@/components/people/use-me';
import { Button } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { Field } from '@/components/ui/field';
import { KeyValueList } from '@/components/ui/key-value';
import { Panel } from '@/components/ui/panel';
import { SkeletonRows } from '@/components/ui/skeleton';
import { StatusMark } from '@/components/ui/status-mark';
import { Textarea } from '@/components/ui/textarea';
import { TimeAgo } from '@/components/ui/time-ago';

/** One switch that holds every writer between two steps. Whoever may write may throw it; an administrator lifts it. */
export function AppliesPanel() {
  const t = useTranslations('sources.applies');
  const trpc = useTRPC();
  const refusal = useRefusalText();
  const state = useQuery(trpc.settings.appliesStopped.queryOptions({}));
  return (
    <Panel title={t('title')}>
      {state.isPending ? (
        <SkeletonRows rows={2} label={t('loading')} />
      ) : state.isError ? (
        <ErrorState title={t('failed')} onRetry={() => void state.refetch()}>
          {refusal(state.error)}
        </ErrorState>
      ) : (
        <div className="flex flex-col gap-3 px-4 py-3 text-12">
          {state.data.stopped ? (
            <StatusMark status="broken" label={t('stopped')} />
          ) : (
            <StatusMark status="healthy" label={t('running')} />
          )}
          {state.data.since && (
            <KeyValueList
              items={[
                { key: t('since'), value: <TimeAgo at={new Date(state.data.since)} /> },
                { key: t('by'), value: state.data.by ?? t('system') },
                { key: t('reason'), value: state.data.reason },
              ]}
            />
          )}
          <p className="text-ink-3">{t(state.data.stopped ? 'stoppedDetail' : 'runningDetail')}</p>
          <Toggle key={String(state.data.stopped)} stopped={state.data.stopped} />
        </div>
      )}
    </Panel>
  );
}

function Toggle({ stopped }: { stopped: boolean }) {
  const t = useTranslations('sources.applies');
  const trpc = useTRPC();
  const cache = useQueryClient();
  const refusal = useRefusalText();
  const { me, may } = useMe();
  const [reason, setReason] = useState('');
  const [asked, setAsked] = useState(false);
  const set = useMutation(
    trpc.settings.setAppliesStopped.mutationOptions({
      onSettled: () =>
        Promise.all(
          [trpc.settings.pathKey(), trpc.frame.pathKey()].map((queryKey) => cache.invalidateQueries({ queryKey })),
        ),
    }),
  );
  const allowed = stopped ? may('source:manage') && may('applies:stop') : may('applies:stop');
  if (!me) return null;
  if (!allowed) return <p className="text-ink-3">{t(stopped ? 'onlyAdminRestarts' : 'mayNotStop')}</p>;
  const go = () => {
    setAsked(true);
    if (reason.trim()) set.mutate({ stopped: !stopped, reason: reason.trim() });
  };
  const missing = asked && !reason.trim() ? t('reasonMissing') : undefined;
  return (
    <form
      noValidate
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        go();
      }}
    >
      <Field label={t('why')} note={t('onRecord')} error={missing ?? (set.isError ? refusal(set.error) : undefined)}>
        <Textarea
          rows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          placeholder={t(stopped ? 'whyRestart' : 'whyStop')}
        />
      </Field>
      <Button type="submit" variant={stopped ? 'primary' : 'danger'} busy={set.isPending} className="self-start">
        {stopped ? <Play aria-hidden /> : <OctagonX aria-hidden />}
        {t(stopped ? 'restart' : 'stop')}
      </Button>
    </form>
  );
}
