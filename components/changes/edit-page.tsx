'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { ChangeFormPage } from './form/change-form-page';

/** Editing voids plan and approval; the form says so by being the same form. */
export function ChangeEditPage({ number }: { number: number }) {
  const t = useTranslations('changes');
  const trpc = useTRPC();
  const refusal = useRefusalText();
  const query = useQuery(trpc.changes.get.queryOptions({ number }, { refetchOnWindowFocus: false }));
  if (query.isPending) return <SkeletonRows rows={8} label={t('loading')} />;
  if (query.isError) return <ErrorState title={t('notShown')}>{refusal(query.error)}</ErrorState>;
  const { change } = query.data;
  const { reason, ticket, operations, guard } = change;
  return (
    <ChangeFormPage
      existing={{
        id: change.id,
        number,
        version: change.version,
        draft: { reason, ticket, operations: [...operations], guard },
      }}
    />
  );
}
