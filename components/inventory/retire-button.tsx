'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/dialog';
import { Mono } from '@/components/ui/mono';
import { toast } from '@/components/ui/toaster';
import type { FactRef, FactSection } from '@/domain/estate/sections';
import { FactEffect } from './fact-effect';

const refOf = ({ section, key }: FactRef): FactRef => ({ section, key });

type Props = { section: FactSection; factKey: string; version: number };

/** Retires a fact, after showing what still names it. What names it can go with it. */
export function RetireButton(props: Props) {
  const t = useTranslations('inventory.retire');
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button variant="ghost" onClick={() => setAsking(true)}>
        {t('verb')}
      </Button>
      {asking && <Asking {...props} onClose={() => setAsking(false)} />}
    </>
  );
}

function Asking({ section, factKey, version, onClose }: Props & { onClose: () => void }) {
  const t = useTranslations('inventory.retire');
  const sections = useTranslations('sources.file.sections');
  const trpc = useTRPC();
  const cache = useQueryClient();
  const router = useRouter();
  const refusal = useRefusalText();
  const dependents = useQuery(trpc.inventory.dependents.queryOptions({ facts: [{ section, key: factKey }] }));
  const facts = useQuery(trpc.inventory.list.queryOptions({})).data ?? [];
  const named = [...new Map((dependents.data ?? []).map((each) => [`${each.section} ${each.key}`, each])).values()];
  const retire = useMutation(
    trpc.inventory.retire.mutationOptions({
      onSuccess() {
        toast.success(t('done', { key: factKey }));
        router.push('/sites');
      },
      onError: (error) => void toast.error(refusal(error)),
      onSettled: () => cache.invalidateQueries({ queryKey: trpc.inventory.pathKey() }),
    }),
  );
  const versionOf = (each: { section: string; key: string }) =>
    facts.find((fact) => fact.section === each.section && fact.key === each.key)?.version ?? 1;
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      danger
      title={t('title', { key: factKey })}
      confirmLabel={named.length > 0 ? t('verbAll', { count: named.length + 1 }) : t('verb')}
      cancelLabel={t('keep')}
      busy={retire.isPending || dependents.isPending}
      disabled={dependents.isError}
      onConfirm={() =>
        retire.mutate({
          facts: [
            { section, key: factKey, version },
            ...named.map((each) => ({ section: each.section, key: each.key, version: versionOf(each) })),
          ],
        })
      }
    >
      <p>{named.length > 0 ? t('named') : t('free')}</p>
      <ul className="mt-2 flex flex-col gap-1 text-12">
        {named.map((each) => (
          <li key={`${each.section} ${each.key}`}>
            {sections(each.section as 'sites')} <Mono>{each.key}</Mono>
          </li>
        ))}
      </ul>
      {dependents.isSuccess && (
        <div className="mt-3">
          <FactEffect touched asked={{ retired: [{ section, key: factKey }, ...named.map(refOf)] }} />
        </div>
      )}
    </ConfirmDialog>
  );
}
