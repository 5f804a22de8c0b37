'use client';

import { useTranslations } from 'use-intl';
import { Panel } from '@/components/ui/panel';
import { StatusShape } from '@/components/ui/status-mark';
import type { Plan } from '@/domain/changes/plan';
import { ProblemText } from '../problem-text';

/** What the planner lets pass and an approver has to know. */
export function WarningsPanel({ warnings }: { warnings: Plan['warnings'] }) {
  const t = useTranslations('changes.plan');
  if (warnings.length === 0) return null;
  return (
    <Panel title={t('warnings')} padded>
      <ul className="flex flex-col gap-1.5 text-12">
        {warnings.map((problem, index) => (
          <li key={index} className="flex gap-2">
            <StatusShape status="warning" className="mt-0.5" />
            <span className="min-w-0">
              <ProblemText problem={problem} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
