'use client';

import { Minus } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';

/** Leads to the change that would take this row away; `label` names the row for those who cannot see it. */
export function RemoveLink({ label, parameters }: { label: string; parameters: Record<string, string> }) {
  const t = useTranslations('network');
  return (
    <Button asChild size="sm" variant="ghost">
      <Link href={`/changes/new?${new URLSearchParams(parameters)}`} aria-label={label}>
        <Minus aria-hidden />
        {t('remove')}
      </Link>
    </Button>
  );
}
