'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { toast } from '@/components/ui/toaster';

/** What can be done to tokens. The list is read again whatever the answer. */
export function useTokenActions() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const refusal = useRefusalText();
  const onSettled = () => cache.invalidateQueries({ queryKey: trpc.people.tokens.pathKey() });
  return {
    /** Its refusal stands in the form. */
    create: useMutation(trpc.people.createToken.mutationOptions({ onSettled, gcTime: 0 })),
    revoke: useMutation(
      trpc.people.revokeToken.mutationOptions({ onSettled, onError: (error) => void toast.error(refusal(error)) }),
    ),
  };
}
