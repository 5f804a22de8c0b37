'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { TRPCClientError } from '@trpc/client';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'use-intl';
import { useTRPC, type ApiError } from '@/components/api/client';
import { toast } from '@/components/ui/toaster';
import type { Problem } from '@/domain/errors';
import type { FactSection } from '@/domain/estate/sections';
import { siteHref } from './facts';

/** Saves a fact and goes to the site it belongs to; whatever the answer, what is known of it is read again. */
export function useSaveFact(section: FactSection) {
  const t = useTranslations('inventory');
  const trpc = useTRPC();
  const cache = useQueryClient();
  const router = useRouter();
  const save = useMutation(
    trpc.inventory.save.mutationOptions({
      onSuccess(_result, { key, attributes }) {
        toast.success(t('saved', { key }));
        const site = section === 'sites' ? key : attributes.site;
        router.push(typeof site === 'string' ? siteHref(site) : '/sites');
      },
      async onSettled() {
        await cache.invalidateQueries({ queryKey: trpc.inventory.pathKey() });
        await cache.invalidateQueries({ queryKey: trpc.estate.pathKey() });
      },
    }),
  );
  return {
    run: save.mutate,
    reset: save.reset,
    isPending: save.isPending,
    done: save.isSuccess,
    error: save.error,
    problems: problemsIn(save.error),
  };
}

function problemsIn(error: unknown): readonly Problem[] {
  const refusal = error instanceof TRPCClientError ? (error as ApiError).data?.refusal : undefined;
  return refusal && 'problems' in refusal ? (refusal.problems as readonly Problem[]) : [];
}
