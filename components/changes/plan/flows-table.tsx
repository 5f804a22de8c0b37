'use client';

import { useTranslations } from 'use-intl';
import { Tag } from '@/components/ui/tag';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { gainedBy, lostBy, type FlowLine } from '@/domain/changes/plan';
import { VerdictMark } from './verdict-mark';

/** Every declared flow now, after each step, and after each undo: nothing between two steps is left unjudged. */
export function FlowsTable({ flows }: { flows: readonly FlowLine[] }) {
  const t = useTranslations('changes.plan');
  const gained = gainedBy(flows);
  const lost = lostBy(flows);
  const steps = flows[0]?.steps.length ?? 0;
  return (
    <div className="overflow-x-auto">
      <Table>
        <TableHead>
          <TableRow>
            <TableHeader>{t('flow')}</TableHeader>
            <TableHeader>{t('now')}</TableHeader>
            {Array.from({ length: steps }, (_, index) => (
              <TableHeader key={`after-${index}`}>{t('afterStep', { step: index + 1 })}</TableHeader>
            ))}
            {Array.from({ length: steps }, (_, index) => (
              <TableHeader key={`undo-${index}`}>{t('afterUndo', { step: steps - index })}</TableHeader>
            ))}
          </TableRow>
        </TableHead>
        <TableBody>
          {flows.map((line) => (
            <TableRow key={line.flow}>
              <TableCell>
                <span className="mono">{line.flow}</span>{' '}
                {gained.includes(line.flow) && <Tag tone="add">{t('gained')}</Tag>}
                {lost.includes(line.flow) && <Tag tone="del">{t('lost')}</Tag>}
              </TableCell>
              <TableCell>
                <VerdictMark kind={line.now} />
              </TableCell>
              {line.steps.map((kind, index) => (
                <TableCell key={`after-${index}`}>
                  <VerdictMark kind={kind} />
                </TableCell>
              ))}
              {line.undo.map((kind, index) => (
                <TableCell key={`undo-${index}`}>
                  <VerdictMark kind={kind} />
                </TableCell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
