'use client';

import { useTranslations } from 'use-intl';
import { PanelSection } from '@/components/ui/panel';
import type { DatedFlowVerdict } from '@/domain/routing/dated-verdict';
import { HopList } from './hop-list';

/** A flow there and back, and what the verdicts take for granted. */
export function PathPanel({ verdict }: { verdict: DatedFlowVerdict }) {
  const t = useTranslations('topology');
  const all = [...verdict.forward.assumptions, ...verdict.back.assumptions];
  const assumptions = [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
  return (
    <div>
      <HopList verdict={verdict.forward} direction="forward" />
      <HopList verdict={verdict.back} direction="back" />
      {assumptions.length > 0 && (
        <PanelSection title={t('path.assumes')}>
          <ul className="list-disc pl-4 text-12 text-ink-2 marker:text-ink-3">
            {assumptions.map((each) => (
              <li key={JSON.stringify(each)}>{t(`assumptions.${each.code}`, { ...each.params })}</li>
            ))}
          </ul>
        </PanelSection>
      )}
    </div>
  );
}
