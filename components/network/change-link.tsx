'use client';

import { ArrowRight, Minus } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';

const ICONS = { remove: Minus, move: ArrowRight } as const;

type ChangeLinkProps = { does: keyof typeof ICONS; label: string; parameters: Record<string, string> };

/** Leads to the change that would do this to a row; `label` names the row for those who cannot see it. */
export function ChangeLink({ does, label, parameters }: ChangeLinkProps) {
  const t = useTranslations('network');
  const Icon = ICONS[does];
  return (
    <Button asChild size="sm" variant="ghost">
      <Link href={`/changes/new?${new URLSearchParams(parameters)}`} aria-label={label}>
        <Icon aria-hidden />
        {t(does)}
      </Link>
    </Button>
  );
}
