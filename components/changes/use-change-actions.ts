'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from '@/components/ui/toaster';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';

/** Every verb of a change. A refusal is shown in words; the page is read again whatever the answer. */
export function useChangeActions() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const refusal = useRefusalText();
  const options = {
    onError: (error: unknown) => void toast.error(refusal(error)),
    onSettled: () => cache.invalidateQueries({ queryKey: trpc.changes.pathKey() }),
  };
  return {
    submit: useMutation(trpc.changes.submit.mutationOptions(options)),
    approve: useMutation(trpc.changes.approve.mutationOptions(options)),
    reject: useMutation(trpc.changes.reject.mutationOptions(options)),
    cancel: useMutation(trpc.changes.cancel.mutationOptions(options)),
    schedule: useMutation(trpc.changes.schedule.mutationOptions(options)),
    apply: useMutation(trpc.changes.applyNow.mutationOptions(options)),
    pause: useMutation(trpc.changes.pause.mutationOptions(options)),
    stop: useMutation(trpc.changes.stop.mutationOptions(options)),
    resume: useMutation(trpc.changes.resume.mutationOptions(options)),
    revertNow: useMutation(trpc.changes.revertNow.mutationOptions(options)),
    resolve: useMutation(trpc.changes.resolve.mutationOptions(options)),
    replan: useMutation(trpc.changes.replan.mutationOptions(options)),
    discard: useMutation(trpc.changes.discard.mutationOptions(options)),
    revertChange: useMutation(trpc.changes.revertChange.mutationOptions(options)),
  };
}
