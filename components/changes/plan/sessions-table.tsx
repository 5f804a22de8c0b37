'use client';

import { useTranslations } from 'use-intl';
import { Mono } from '@/components/ui/mono';
import { Tag } from '@/components/ui/tag';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { SessionLine } from '@/domain/changes/plan';
import { sessionName } from '@/domain/changes/session';
import { SessionMark } from './session-mark';

/** Every session of the routers that are written to: what it is now, and what the plan expects to be seen of it. */
export function SessionsTable({ sessions }: { sessions: readonly SessionLine[] }) {
  const t = useTranslations('changes.session');
  return (
    <div className="overflow-x-auto">
      <Table>
        <TableHead>
          <TableRow>
            <TableHeader>{t('peer')}</TableHeader>
            <TableHeader>{t('vbr')}</TableHeader>
            <TableHeader>{t('now')}</TableHeader>
            <TableHeader>{t('expected')}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {sessions.map((line) => (
            <TableRow key={sessionName(line)}>
              <TableCell>
                <Mono>{line.address}</Mono>
              </TableCell>
              <TableCell>
                <Mono>{line.vbr}</Mono>
              </TableCell>
              <TableCell>
                <SessionMark word={line.now} />
              </TableCell>
              <TableCell>
                <SessionExpectation line={line} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

/** What must be seen of a session, or that its author gave that up by name. */
export function SessionExpectation({ line }: { line: SessionLine }) {
  const t = useTranslations('changes.session');
  const { expected, guarded } = line;
  if (expected !== 'end' && !guarded) return <span className="text-warning-text">{t(`accepted.${expected}`)}</span>;
  const word = t(`expectation.${expected}`);
  return expected === 'stay-up' ? <>{word}</> : <Tag tone={expected === 'end' ? 'del' : 'add'}>{word}</Tag>;
}
