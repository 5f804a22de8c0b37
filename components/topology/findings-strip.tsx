'use client';

import { ChevronDown, ChevronUp } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { FindingNote } from '@/components/network/finding-note';
import { Button } from '@/components/ui/button';
import { findingKey, type Finding } from '@/domain/checks/finding';

/** What is wrong, the worst in one plain sentence; the others one press away. */
export function FindingsStrip({ findings, count }: { findings: readonly Finding[]; count: number }) {
  const t = useTranslations('topology.findings');
  const [all, setAll] = useState(false);
  if (findings.length === 0) return null;
  const shown = all ? findings : findings.slice(0, 1);
  const more = count - 1;
  return (
    <section
      aria-label={t('label')}
      className="flex max-h-56 shrink-0 flex-col gap-2 overflow-y-auto border-b border-line bg-surface px-4 py-2"
    >
      {shown.map((finding) => (
        <FindingNote key={findingKey(finding)} finding={finding} />
      ))}
      {more > 0 && (
        <Button variant="ghost" size="sm" className="self-start" onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? <ChevronUp /> : <ChevronDown />}
          {all ? t('fewer') : t('more', { count: more })}
        </Button>
      )}
      {all && count > findings.length && (
        <p className="text-12 text-ink-3">{t('notShown', { count: count - findings.length })}</p>
      )}
    </section>
  );
}
