'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { toast } from '@/components/ui/toaster';

/** What can be done to a source that is there. The list is read again whatever the answer. */
export function useSourceActions() {
  const t = useTranslations('sources');
  const trpc = useTRPC();
  const cache = useQueryClient();
  const refusal = useRefusalText();
  const onError = (error: unknown) => void toast.error(refusal(error));
  const onSettled = () => cache.invalidateQueries({ queryKey: trpc.sources.pathKey() });
  return {
    refresh: useMutation(
      trpc.sources.refresh.mutationOptions({
        onError,
        onSettled,
        onSuccess: () => void toast.success(t('refreshAsked')),
      }),
    ),
    remove: useMutation(
      trpc.sources.remove.mutationOptions({ onError, onSettled, onSuccess: () => void toast.success(t('removed')) }),
    ),
    /** Refusals of an edit stand in its form. */
    edit: useMutation(trpc.sources.edit.mutationOptions({ onSettled })),
    test: useMutation(trpc.sources.testConnection.mutationOptions()),
  };
}

export type SourceActions = ReturnType<typeof useSourceActions>;
