'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { toast } from '@/components/ui/toaster';

/** What an administrator can do to a person. The list is read again whatever the answer. */
export function usePeopleActions() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const refusal = useRefusalText();
  const onSettled = () => cache.invalidateQueries({ queryKey: trpc.people.pathKey() });
  const options = { onSettled, onError: (error: unknown) => void toast.error(refusal(error)) };
  return {
    disable: useMutation(trpc.people.disable.mutationOptions(options)),
    enable: useMutation(trpc.people.enable.mutationOptions(options)),
    revoke: useMutation(trpc.people.revokeRole.mutationOptions(options)),
    /** Refusals of these two stand in their forms. */
    grant: useMutation(trpc.people.grantRole.mutationOptions({ onSettled })),
    add: useMutation(trpc.people.add.mutationOptions({ onSettled })),
  };
}
