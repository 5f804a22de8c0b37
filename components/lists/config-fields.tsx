'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { FieldLabel } from '@/components/inventory/field-label';
import { EmptyState } from '@/components/ui/empty-state';
import { Panel } from '@/components/ui/panel';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import { TimeAgo } from '@/components/ui/time-ago';
import type { ConfigField } from '@/domain/topology/config-fields';

/** Every field as it is declared and as it was found, by whom and when; what differs first. */
export function ConfigFields({ fields, by }: { fields: readonly ConfigField[]; by?: ReactNode }) {
  const t = useTranslations('lists');
  const config = useTranslations('topology.config');
  if (fields.length === 0)
    return (
      <EmptyState title={t('noFields')} action={by}>
        {t('noFieldsDetail')}
      </EmptyState>
    );
  const drift = fields.filter((each) => each.drift).length;
  return (
    <Panel title={t('tabs.config')} sub={config('drift', { count: drift })} actions={by} className="mt-3">
      <Table>
        <TableHead>
          <TableRow>
            <TableHeader>{t('field')}</TableHeader>
            <TableHeader>{config('declared')}</TableHeader>
            <TableHeader>{config('observed')}</TableHeader>
            <TableHeader end>{t('readBy')}</TableHeader>
          </TableRow>
        </TableHead>
        <TableBody>
          {fields.map((each) => (
            <TableRow key={each.field} className={each.drift ? 'bg-mod-bg' : undefined}>
              <TableCell>
                <FieldLabel field={each.field} /> {each.drift && <Tag tone="mod">{config('differs')}</Tag>}
              </TableCell>
              <Value value={each.declared} none={config('notDeclared')} />
              <Value value={each.observed} none={config('notRead')} />
              <TableCell end className={each.stale ? 'text-unknown-text' : undefined}>
                {each.source &&
                  (each.stale
                    ? config('staleFrom', { source: each.source })
                    : config('from', { source: each.source }))}{' '}
                {each.observedAt && <TimeAgo at={new Date(each.observedAt)} />}
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Panel>
  );
}

/** A document scrolls within its cell, so that the fields after it stay in sight. */
const LONG = 600;

function LongText({ children }: { children: string }) {
  return (
    // Whoever has no mouse scrolls by keyboard.
    <div tabIndex={0} className="max-h-60 overflow-y-auto">
      {children}
    </div>
  );
}

function Value({ value, none }: { value: string | undefined; none: string }) {
  const t = useTranslations('topology.config');
  if (value === undefined || value === '')
    return <TableCell className="text-ink-3">{value === '' ? t('empty') : none}</TableCell>;
  return (
    <TableCell className="max-w-100 mono py-1.5 wrap-anywhere whitespace-pre-wrap">
      {value.length > LONG ? <LongText>{value}</LongText> : value}
    </TableCell>
  );
}
