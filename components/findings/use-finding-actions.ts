'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { toast } from '@/components/ui/toaster';

/** To live with findings for a while, and to stop doing so. */
export function useFindingActions(onDone?: () => void) {
  const t = useTranslations('findingList.accept');
  const trpc = useTRPC();
  const cache = useQueryClient();
  const refusal = useRefusalText();
  const options = {
    onError: (error: unknown) => void toast.error(refusal(error)),
    onSettled: () => cache.invalidateQueries({ queryKey: trpc.findings.pathKey() }),
  };
  return {
    accept: useMutation(
      trpc.findings.accept.mutationOptions({
        ...options,
        onSuccess({ accepted }) {
          toast.success(t('done', { count: accepted }));
          onDone?.();
        },
      }),
    ),
    withdraw: useMutation(
      trpc.findings.withdraw.mutationOptions({ ...options, onSuccess: () => void toast.success(t('withdrawn')) }),
    ),
  };
}
