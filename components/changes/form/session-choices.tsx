'use client';

import { useTranslations } from 'use-intl';
import { richTags } from '@/components/i18n/rich-tags';
import { Checkbox } from '@/components/ui/checkbox';
import type { Acceptance } from '@/domain/changes/change';
import type { SessionLine } from '@/domain/changes/plan';
import { sessionName } from '@/domain/changes/session';
import { SessionMark } from '../plan/session-mark';
import { accept, withdraw } from './acceptances';

type SessionChoicesProps = {
  sessions: readonly SessionLine[];
  accepted: readonly Acceptance[];
  onChange: (accepted: Acceptance[]) => void;
};

/** Sessions are guarded by themselves; leaving one out is an acceptance by its name. */
export function SessionChoices({ sessions, accepted, onChange }: SessionChoicesProps) {
  const t = useTranslations('changes.session');
  return (
    <ul className="flex flex-col gap-1 rounded-2 border border-line-2 px-2.5 py-2">
      {sessions.map((line) => (
        <li key={sessionName(line)} className="flex items-center gap-3 text-12">
          <Checkbox
            checked={line.guarded}
            disabled={line.expected === 'end'}
            onChange={(on) => {
              const given = acceptanceOf(line);
              if (given) onChange(on ? withdraw(accepted, given) : accept(accepted, given));
            }}
            label={t.rich('on', { ...richTags, address: line.address, vbr: line.vbr })}
            note={
              line.guarded || line.expected === 'end'
                ? t(`expectation.${line.expected}`)
                : t(`accepted.${line.expected}`)
            }
          />
          <span className="ml-auto">
            <SessionMark word={line.now} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function acceptanceOf(line: SessionLine): Acceptance | null {
  if (line.expected === 'end') return null;
  return { kind: line.expected === 'come-up' ? 'session-not-up' : 'session-loss', key: sessionName(line) };
}
