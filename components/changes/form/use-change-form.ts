'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useForm, useWatch, type UseFormReturn } from 'react-hook-form';
import { useTRPC, type ApiOutputs } from '@/components/api/client';
import { useSettled } from '@/components/ui/use-settled';
import type { Problem } from '@/domain/errors';
import { checkDraft, checkOperations, type Draft } from './draft';

export type Preview = ApiOutputs['changes']['preview'];

export type ChangeForm = {
  form: UseFormReturn<Draft>;
  values: Draft;
  /** everything wrong so far: what the schema says, and what the estate says */
  problems: readonly Problem[];
  ready: boolean;
  preview: Preview | undefined;
  previewing: boolean;
  previewFailed: boolean;
};

/** The draft, what is wrong with it, and its effect on the newest estate, recomputed while it is typed. */
export function useChangeForm(initial: Draft): ChangeForm {
  const trpc = useTRPC();
  const form = useForm<Draft>({ defaultValues: initial });
  const values = useWatch({ control: form.control }) as Draft;
  const settled = useSettled(values);
  const checked = useMemo(() => checkDraft(values), [values]);
  const asked = useMemo(() => checkOperations(settled).content, [settled]);
  const query = useQuery(
    trpc.changes.preview.queryOptions(
      { operations: asked?.operations ?? [], guard: asked?.guard ?? {} },
      {
        enabled: asked !== null,
        placeholderData: keepPreviousData,
        staleTime: 5_000,
        // Whoever has typed on no longer waits for the answer, and the engine need not begin it.
        trpc: { abortOnUnmount: true },
      },
    ),
  );
  const preview = asked === null ? undefined : query.data;
  const problems = [...checked.problems, ...(preview?.problems ?? [])];
  return {
    form,
    values,
    problems,
    ready: checked.content !== null && !!preview && !query.isFetching && preview.sound,
    preview,
    previewing: query.isFetching,
    previewFailed: query.isError,
  };
}
