'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { fixAddress } from '@/components/network/finding-note';
import { useReach } from '@/components/people/use-reach';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Mono } from '@/components/ui/mono';
import { StatusMark } from '@/components/ui/status-mark';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { TimeAgo } from '@/components/ui/time-ago';
import { routerOfFix } from '@/domain/checks/finding';
import type { Listed } from './details';
import { useDayText } from './day-text';
import { FindingText } from './finding-text';
import { placeOfSubject } from './place-of-subject';

type FindingRowsProps = {
  findings: readonly Listed[];
  consequences: readonly Listed[];
  chosen: string | null;
  onChoose: (key: string) => void;
};

/** The objects of one cause, one row each; what comes of it under a line of its own. */
export function FindingRows({ findings, consequences, chosen, onChoose }: FindingRowsProps) {
  const t = useTranslations('findingList');
  const row = (each: Listed, cause: boolean) => (
    <Row key={each.key} finding={each} cause={cause} chosen={each.key === chosen} onChoose={() => onChoose(each.key)} />
  );
  return (
    <Table>
      <TableHead>
        <TableRow>
          <TableHeader>{t('columns.object')}</TableHeader>
          <TableHeader className="w-full">{t('columns.what')}</TableHeader>
          <TableHeader end>{t('columns.flows')}</TableHeader>
          <TableHeader>{t('columns.since')}</TableHeader>
          <TableHeader end>{t('columns.action')}</TableHeader>
        </TableRow>
      </TableHead>
      <TableBody>
        {findings.map((each) => row(each, true))}
        {consequences.length > 0 && (
          <TableRow>
            <TableCell colSpan={5} className="bg-sunken text-11 font-medium text-ink-3">
              {t('cause.because')}
            </TableCell>
          </TableRow>
        )}
        {consequences.map((each) => row(each, false))}
      </TableBody>
    </Table>
  );
}

type RowProps = { finding: Listed; cause: boolean; chosen: boolean; onChoose: () => void };

function Row({ finding, cause, chosen, onChoose }: RowProps) {
  const t = useTranslations('findingList');
  const { subject, flows, since, goneAt } = finding;
  return (
    <TableRow selected={chosen}>
      <TableCell className="py-1.5">
        <span className="block text-11 text-ink-3">{t(`subject.${subject.kind}`)}</span>
        <SubjectLink subject={subject} />
      </TableCell>
      <TableCell className="py-1.5 whitespace-normal">
        <button
          type="button"
          aria-label={`${t('open')}: ${subject.key}`}
          aria-pressed={chosen}
          onClick={onChoose}
          className="block w-full text-left hover:text-accent"
        >
          <FindingText finding={finding} part="what" />
        </button>
        <Standing finding={finding} />
      </TableCell>
      <TableCell end>{flows.length || ''}</TableCell>
      <TableCell>
        {goneAt ? <TimeAgo at={new Date(goneAt)} /> : since ? <TimeAgo at={new Date(since)} /> : t('just')}
      </TableCell>
      <TableCell end>
        <NextMove finding={finding} cause={cause} />
      </TableCell>
    </TableRow>
  );
}

export function SubjectLink({ subject, className }: { subject: Listed['subject']; className?: string }) {
  const href = placeOfSubject(subject);
  const name = <Mono>{subject.key}</Mono>;
  if (!href) return name;
  return (
    <Link href={href} prefetch={false} className={cn('font-medium hover:text-accent hover:underline', className)}>
      {name}
    </Link>
  );
}

/** What qualifies it: nobody can see it at present, or somebody has decided about it. */
function Standing({ finding: { unconfirmed, accepted, goneAt } }: { finding: Listed }) {
  const t = useTranslations('findingList');
  const day = useDayText();
  if (goneAt) return null;
  return (
    <>
      {unconfirmed && <StatusMark status="unknown" label={t('unconfirmed')} className="mt-0.5 flex text-11" />}
      {accepted && (
        <span className="mt-0.5 block text-11 text-ink-3">
          {t(accepted.expired ? 'acceptanceEnded' : 'acceptedBy', {
            by: accepted.by ?? t('somebody'),
            day: day(accepted.until),
          })}
          {': '}
          {accepted.reason}
        </span>
      )}
    </>
  );
}

/** The form that repairs it for who may use it, or whose job it is. What comes of a cause is repaired there first. */
function NextMove({ finding: { fix, owner, goneAt }, cause }: Pick<RowProps, 'finding' | 'cause'>) {
  const t = useTranslations('findingList');
  const rules = useTranslations('findings');
  const mayChange = useReach();
  if (goneAt) return null;
  if (fix && mayChange(routerOfFix(fix)))
    return (
      <Button asChild size="sm" variant={cause ? 'primary' : 'plain'}>
        <Link href={fixAddress(fix)}>{t('fix')}</Link>
      </Button>
    );
  return <span className="text-ink-2">{rules(`owner.${owner}`)}</span>;
}
