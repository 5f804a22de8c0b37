'use client';

import { useTranslations } from 'use-intl';
import { Panel } from '@/components/ui/panel';
import { ExactTime } from '@/components/ui/time-ago';
import type { ProofFault } from '@/domain/changes/prove';
import { sessionName } from '@/domain/changes/session';
import type { ChangeDetails } from '../details';

/** The flow or session that was first found wanting. */
function faultName(fault: ProofFault | undefined): string | null {
  if (!fault) return null;
  return 'flow' in fault ? fault.flow : sessionName(fault.session);
}

/** Journal and proofs in one line each, newest last. */
export function LogPanel({ details }: { details: ChangeDetails }) {
  const t = useTranslations('changes.run');
  const lines = [
    ...details.journal.map((entry) => ({
      at: entry.at,
      who: t(entry.direction === 'apply' ? 'logApply' : 'logRevert', { step: entry.stepIndex + 1 }),
      what: t(
        `result.${entry.phase === 'intent' ? 'intent' : entry.phase === 'settled' ? 'settled' : (entry.result ?? 'unknown')}`,
      ),
      code: entry.code,
    })),
    ...details.proofs.map((proof) => ({
      at: proof.at,
      who: t('logProof'),
      what: t(`proof.${proof.result}`),
      code: faultName(proof.body.faults[0]),
    })),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
  if (lines.length === 0) return null;
  return (
    <Panel title={t('log')} sub={t('logLines', { count: lines.length })}>
      <ol className="max-h-80 overflow-auto px-4 py-2 text-11" tabIndex={0} aria-label={t('log')}>
        {lines.map((line, index) => (
          <li key={index} className="grid grid-cols-[64px_72px_1fr] gap-2 py-0.5">
            <span className="mono text-ink-3">
              <ExactTime at={line.at} form="clock" />
            </span>
            <span className="text-ink-2">{line.who}</span>
            <span>
              {line.what} {line.code && <span className="mono text-ink-2">{line.code}</span>}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
