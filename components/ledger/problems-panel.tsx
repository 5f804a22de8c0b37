'use client';

import { useTranslations } from 'use-intl';
import { richTags } from '@/components/i18n/rich-tags';
import { Panel } from '@/components/ui/panel';
import { StatusShape } from '@/components/ui/status-mark';
import type { LedgerProblem } from '@/domain/ledger/rules';

/** What is wrong with blocks that are there; one press leads to the block, in the table too. */
export function ProblemsPanel({
  problems,
  count,
  onOpen,
}: {
  problems: readonly LedgerProblem[];
  /** how many there are, those that are not sent included */
  count: number;
  onOpen: (block: string) => void;
}) {
  const t = useTranslations('ledger');
  if (problems.length === 0) return null;
  return (
    <Panel title={t('problems', { count })}>
      <ul className="max-h-80 divide-y divide-line overflow-y-auto text-12">
        {problems.map((problem) => (
          <li key={`${problem.kind} ${problem.blocks.join(' ')}`}>
            <button
              type="button"
              className="flex w-full gap-2 px-4 py-2 text-left hover:bg-hover"
              onClick={() => onOpen(problem.blocks[0] ?? '')}
            >
              <LedgerProblemText problem={problem} />
            </button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

export function LedgerProblemText({ problem }: { problem: LedgerProblem }) {
  const t = useTranslations('ledger.problem');
  return (
    <>
      <StatusShape status={problem.severity === 'error' ? 'broken' : 'warning'} className="mt-0.5 shrink-0" />
      <span className="min-w-0">{t.rich(problem.kind, { ...richTags, ...problem.params } as never)}</span>
    </>
  );
}
