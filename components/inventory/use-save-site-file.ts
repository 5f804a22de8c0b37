'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { usePast } from '@/components/lists/use-past';
import { saveFile } from '@/components/ui/save-file';
import { toast } from '@/components/ui/toaster';

/** Fetches a site with all that it names as an estate file, as it is looked at, and saves it. */
export function useSaveSiteFile() {
  const trpc = useTRPC();
  const cache = useQueryClient();
  const refusal = useRefusalText();
  const { asked, stamp } = usePast();
  return useMutation({
    async mutationFn(site: string) {
      const { text } = await cache.fetchQuery(
        trpc.estate.export.queryOptions({ format: 'yaml', site, ...asked }, { staleTime: 0 }),
      );
      saveFile(`${site.replaceAll(/[^\w.-]/g, '-')}${stamp}.yaml`, text, 'application/yaml');
    },
    onError: (error) => void toast.error(refusal(error)),
  });
}
