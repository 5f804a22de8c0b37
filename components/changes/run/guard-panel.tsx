'use client';

import { useTranslations } from 'use-intl';
import { richTags } from '@/components/i18n/rich-tags';
import { Panel } from '@/components/ui/panel';
import { RingTimer } from '@/components/ui/ring-timer';
import { StatusMark } from '@/components/ui/status-mark';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { ExactTime, useNow } from '@/components/ui/time-ago';
import type { PlanGuard } from '@/domain/changes/plan';
import { guardFlows, guardSessions } from '@/domain/changes/prove';
import { sameSession, sessionName, type SessionRef, type SessionSeen } from '@/domain/changes/session';
import { SessionMark } from '../plan/session-mark';
import { VerdictMark } from '../plan/verdict-mark';
import type { ChangeDetails } from '../details';

/** What has to hold, the time left to prove it, and what was last seen of it. */
export function GuardPanel({ details, plan }: { details: ChangeDetails; plan: NonNullable<ChangeDetails['plan']> }) {
  const t = useTranslations('changes.guard');
  const { change } = details;
  const { guard } = plan.plan;
  const last = details.proofs.at(-1);
  const seen = new Map((last?.body.flows ?? []).map((each) => [each.flow, each.kind]));
  const flows = guardFlows(guard);
  const sessions = guardSessions(guard);
  return (
    <Panel title={t('title')} sub={t('within', { seconds: guard.proveWithinSeconds })}>
      {change.guardDeadline && (
        <Countdown deadline={change.guardDeadline} window={guard.proveWithinSeconds} calls={plan.plan.writes} />
      )}
      {change.status === 'done' && (
        <p className="flex flex-col gap-1 px-4 py-3">
          {flows.length > 0 && <StatusMark status="healthy" label={t('proven')} />}
          {sessions.length > 0 && <StatusMark status="healthy" label={t('sessionsProven')} />}
        </p>
      )}
      <Table compact>
        <TableHead>
          <TableRow>
            <TableHeader>{t('flow')}</TableHeader>
            <TableHeader>{t('expected')}</TableHeader>
            <TableHeader>{t('seen')}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {flows.map((flow) => (
            <TableRow key={flow}>
              <TableCell className="mono">{flow}</TableCell>
              <TableCell className="text-ink-2">
                {t(guard.expectGain.includes(flow) ? 'gain' : guard.mustHold.includes(flow) ? 'hold' : 'keep')}
              </TableCell>
              <TableCell>
                {seen.has(flow) ? (
                  <VerdictMark kind={seen.get(flow) ?? 'unknown'} />
                ) : (
                  <span className="text-ink-3">{t('notYet')}</span>
                )}
              </TableCell>
            </TableRow>
          ))}
          {sessions.map((session) => (
            <SessionRow key={sessionName(session)} session={session} guard={guard} seen={last?.body.sessions} />
          ))}
        </TableBody>
      </Table>
    </Panel>
  );
}

type SessionRowProps = {
  session: SessionRef;
  guard: PlanGuard;
  seen: readonly SessionSeen[] | undefined;
};

function SessionRow({ session, guard, seen }: SessionRowProps) {
  const t = useTranslations('changes.guard');
  const comesUp = guard.comeUp.some((each) => sameSession(each, session));
  const last = seen?.find((each) => sameSession(each.session, session));
  return (
    <TableRow>
      <TableCell>
        {t.rich('session', { ...richTags, address: session.address })} <span className="text-ink-3">{session.vbr}</span>
      </TableCell>
      <TableCell className="text-ink-2">{t(comesUp ? 'comeUp' : 'stayUp')}</TableCell>
      <TableCell>
        {last ? <SessionMark word={last.word} lost={!comesUp} /> : <span className="text-ink-3">{t('notYet')}</span>}
      </TableCell>
    </TableRow>
  );
}

function Countdown({ deadline, window, calls }: { deadline: Date; window: number; calls: number }) {
  const t = useTranslations('changes.guard');
  const now = useNow();
  const seconds = Math.max(0, (deadline.getTime() - now) / 1000);
  return (
    <div className="flex items-center gap-4 border-b border-line px-4 py-4">
      <RingTimer
        secondsLeft={seconds}
        totalSeconds={Math.max(window, seconds)}
        unit={t('secondsLeft')}
        label={t('deadlineLabel', { seconds: Math.ceil(seconds) })}
      />
      <div className="text-12">
        <p className="text-13 font-medium">
          {t('revertsAt')} <ExactTime at={deadline} form="clock" />
        </p>
        <p className="mt-1 text-ink-2">{t('durable')}</p>
        <p className="mt-1 text-ink-2">{t('goingBack', { calls })}</p>
      </div>
    </div>
  );
}
