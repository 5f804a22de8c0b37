'use client';

import { useTranslations } from 'use-intl';
import { Panel } from '@/components/ui/panel';
import { StatusShape } from '@/components/ui/status-mark';
import type { Plan } from '@/domain/changes/plan';
import { isAboutFinding } from './findings-list';
import { ProblemText } from '../problem-text';

/** What the planner lets pass and an approver has to know. */
export function WarningsPanel({ warnings: all }: { warnings: Plan['warnings'] }) {
  const t = useTranslations('changes.plan');
  // What an author accepted is said here as well: it is the approver's first reading.
  const warnings = all.filter((problem) => problem.code === 'finding-accepted' || !isAboutFinding(problem));
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
