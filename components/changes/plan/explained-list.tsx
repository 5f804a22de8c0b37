'use client';

import { useTranslations } from 'use-intl';
import { richTags } from '@/components/i18n/rich-tags';
import { useReasonText } from '@/components/topology/verdict-sentence';
import { StatusShape } from '@/components/ui/status-mark';
import type { Explanation } from '@/domain/changes/what-if';

const STATUS = {
  'flow-starts': 'healthy',
  'flow-stops': 'broken',
  'answers-stop': 'broken',
  'flow-in-doubt': 'unknown',
} as const;

type AboutFlow = Explanation & { code: keyof typeof STATUS };

/** Findings have a list of their own. */
export function isAboutFlow(explanation: Explanation): explanation is AboutFlow {
  return explanation.code in STATUS;
}

/** What becomes of each flow and why, as sentences. */
export function ExplainedList({ explained }: { explained: readonly AboutFlow[] }) {
  const t = useTranslations('changes.explained');
  const reasonText = useReasonText();
  return (
    <ul className="flex flex-col gap-1 text-12">
      {explained.map(({ code, params, reason }) => (
        <li key={`${code} ${params.flow}`} className="flex gap-1.5">
          <StatusShape status={STATUS[code]} className="mt-0.5" />
          <span className="min-w-0">
            {t.rich(code, {
              ...richTags,
              flow: String(params.flow),
              reason: reason ? reasonText(reason) : '',
            })}
          </span>
        </li>
      ))}
    </ul>
  );
}
