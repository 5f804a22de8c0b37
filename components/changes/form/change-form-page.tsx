'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { useRouter, useSearchParams } from 'next/navigation';
import { useEffect, useState } from 'react';
import { toast } from '@/components/ui/toaster';
import { useTranslations } from 'use-intl';
import { PageCrumbs } from '@/components/shell/crumbs';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { PageBody, PageHeader } from '@/components/ui/page-header';
import { Segmented } from '@/components/ui/segmented';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { Choices } from '@/domain/changes/choices';
import { routerOf } from '@/domain/changes/effect';
import { OPERATION_KINDS } from '@/domain/changes/operations';
import { OperationForm } from '../forms';
import { farAddressFor, routerChoice } from '../forms/props';
import { checkDraft, draftFromAddress, problemsAt, switchOperation, type Draft } from './draft';
import { EffectPanel } from './effect-panel';
import { FormFooter } from './form-footer';
import { GuardSection } from './guard-section';
import { forgetDraft, keepDraft, keptDraft } from './kept-draft';
import { FormSection } from './section';
import { useChangeForm } from './use-change-form';
import { WhySection } from './why-section';

/** A new change, or an existing draft under edit. */
export type ChangeFormPageProps = { existing?: { id: string; number: number; version: number; draft: Draft } };

/** Form left, live effect right; nothing typed is lost. */
export function ChangeFormPage({ existing }: ChangeFormPageProps) {
  const t = useTranslations('changes.form');
  const trpc = useTRPC();
  const parameters = useSearchParams();
  const choices = useQuery(trpc.changes.choices.queryOptions({}));
  if (choices.isPending) return <SkeletonRows rows={8} label={t('loading')} />;
  if (choices.isError) return <ErrorState title={t('estateFailed')} onRetry={() => void choices.refetch()} />;
  if (choices.data.routers.length === 0)
    return (
      <EmptyState
        title={t('nothingObserved')}
        action={
          <Button asChild>
            <a href="/settings/sources">{t('openSources')}</a>
          </Button>
        }
      >
        {t('nothingObservedDetail')}
      </EmptyState>
    );
  const initial =
    existing?.draft ??
    (parameters.has('operation') ? draftFromAddress(parameters) : (keptDraft() ?? draftFromAddress(parameters)));
  return (
    <Form
      key={existing?.id ?? parameters.toString()}
      choices={choices.data}
      initial={completed(initial, choices.data)}
      existing={existing}
    />
  );
}

/** Fills in what is known already: the first table of the router that was named, its first group, the far end of its link. */
function completed(draft: Draft, choices: Choices): Draft {
  const operations = draft.operations.map((operation) => {
    const router = routerChoice(choices, routerOf(operation));
    if (!router) return operation;
    if ('router' in operation)
      return operation.routeTable ? operation : { ...operation, routeTable: router.tables[0]?.key ?? '' };
    if (operation.kind !== 'add-bgp-peer') return operation;
    const group = operation.group || (router.groups[0]?.key ?? '');
    return { ...operation, group, address: operation.address || farAddressFor(router, group) };
  });
  return { ...draft, operations: operations as Draft['operations'] };
}

function Form({ choices, initial, existing }: { choices: Choices; initial: Draft } & ChangeFormPageProps) {
  const t = useTranslations('changes.form');
  const names = useTranslations('operations');
  const change = useChangeForm(initial);
  const [asked, setAsked] = useState(false);
  const { form, values, problems } = change;
  const actions = useChangeActions(existing);
  const [operation] = values.operations;
  useEffect(() => {
    if (!existing && form.formState.isDirty) keepDraft(values);
  }, [existing, form.formState.isDirty, values]);
  if (!operation) return null;
  const setOperation = (next: typeof operation) => form.setValue('operations', [next], { shouldDirty: true });
  const plan = () => {
    setAsked(true);
    const { content } = checkDraft(form.getValues());
    if (content && change.ready) actions.plan(content);
  };
  return (
    <form
      className="flex min-h-full flex-col"
      onSubmit={(event) => {
        event.preventDefault();
        plan();
      }}
    >
      <PageBody className="flex-1">
        <PageCrumbs crumbs={[{ label: t(existing ? 'editTitle' : 'newTitle') }]} />
        <PageHeader
          reference={existing ? `CHG-${existing.number}` : undefined}
          title={t(existing ? 'editTitle' : 'newTitle')}
        />
        <Segmented
          label={t('operation')}
          value={operation.kind}
          onChange={(kind) => setOperation(switchOperation(operation, kind))}
          segments={OPERATION_KINDS.map((kind) => ({ value: kind, label: names(`${kind}.name`) }))}
        />
        <div className="mt-3 grid grid-cols-1 items-start gap-4 lg:grid-cols-[minmax(0,1fr)_380px] xl:grid-cols-[minmax(0,1fr)_460px]">
          <div className="rounded-3 border border-line bg-surface">
            <WhySection change={change} asked={asked} />
            <FormSection title={t('what')} help={names(`${operation.kind}.help`)}>
              <OperationForm
                choices={choices}
                operation={operation}
                onChange={setOperation}
                form={form}
                asked={asked}
                problems={problemsAt(problems, 'operations', 0).map((each) => ({ ...each, path: each.path.slice(2) }))}
              />
            </FormSection>
            <GuardSection change={change} />
          </div>
          <EffectPanel change={change} />
        </div>
      </PageBody>
      <FormFooter
        change={change}
        asked={asked}
        busy={actions.busy}
        onKeep={() => actions.keep(form.getValues())}
        onDiscard={actions.discard}
      />
    </form>
  );
}

/** What the buttons do: keep as a draft on the server, plan, discard. */
function useChangeActions(existing: ChangeFormPageProps['existing']) {
  const trpc = useTRPC();
  const router = useRouter();
  const t = useTranslations('changes.form');
  const refusal = useRefusalText();
  const failed = (error: unknown) => void toast.error(refusal(error));
  const create = useMutation(trpc.changes.createDraft.mutationOptions({ onError: failed }));
  const edit = useMutation(trpc.changes.edit.mutationOptions({ onError: failed }));
  const submit = useMutation(trpc.changes.submit.mutationOptions({ onError: failed }));
  const discard = useMutation(trpc.changes.discard.mutationOptions({ onError: failed }));
  const save = async (content: NonNullable<ReturnType<typeof checkDraft>['content']>) => {
    if (!existing) return create.mutateAsync(content);
    await edit.mutateAsync({ changeId: existing.id, version: existing.version, content });
    return { changeId: existing.id, number: existing.number };
  };
  return {
    busy: create.isPending || edit.isPending || submit.isPending,
    plan: (content: NonNullable<ReturnType<typeof checkDraft>['content']>) => {
      void save(content)
        .then(async ({ changeId, number }) => {
          await submit.mutateAsync({ changeId });
          forgetDraft();
          router.push(`/changes/${number}`);
        })
        .catch(() => undefined); // said by onError; the form keeps what was typed
    },
    keep: (draft: Draft) => {
      const { content } = checkDraft(draft);
      if (!content) {
        keepDraft(draft);
        toast.success(t('keptHere'));
        return;
      }
      void save(content)
        .then(({ number }) => {
          forgetDraft();
          toast.success(t('keptAs', { number }));
          router.push(`/changes/${number}`);
        })
        .catch(() => undefined); // said by onError
    },
    discard: () => {
      forgetDraft();
      if (existing)
        void discard
          .mutateAsync({ changeId: existing.id })
          .then(() => router.push('/changes'))
          .catch(() => undefined); // said by onError
      else router.push('/changes');
    },
  };
}
