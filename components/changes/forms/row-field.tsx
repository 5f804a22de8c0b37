'use client';

import { useTranslations } from 'use-intl';
import { Select } from '@/components/ui/select';
import type { Problem } from '@/domain/errors';
import { nextHopsOf, type RouteTable } from '@/domain/estate/routes';
import { problemsAt } from '../form/draft';
import { ProblemField } from '../form/field-problems';

type Row = { routeTable: string; prefix: string; nextHop: { kind: 'router-interface'; key: string } };

type RowFieldProps = {
  table: RouteTable | undefined;
  row: { prefix: string; nextHop: { key: string } };
  onChoose: (row: Row) => void;
  problems: readonly Problem[];
  asked: boolean;
};

/** A custom row, chosen from the table as it was observed. */
export function RowField({ table, row, onChoose, problems, asked }: RowFieldProps) {
  const t = useTranslations('changes.form');
  const rows = (table?.entries ?? []).filter((entry) => entry.type === 'custom');
  const choose = (value: string) => {
    const [prefix = '', key = ''] = value.split(' ');
    onChoose({ routeTable: table?.key ?? '', prefix, nextHop: { kind: 'router-interface', key } });
  };
  return (
    <ProblemField
      label={t('row')}
      problems={[...problemsAt(problems, 'prefix'), ...problemsAt(problems, 'nextHop')]}
      touched={asked}
      help={t('rowHelp')}
    >
      <Select
        mono
        value={row.prefix ? `${row.prefix} ${row.nextHop.key}` : undefined}
        onChange={choose}
        disabled={rows.length === 0}
        placeholder={rows.length === 0 ? t('noRows') : t('chooseRow')}
        options={rows.map((entry) => {
          const [hop] = nextHopsOf(entry);
          return { value: `${entry.prefix} ${hop?.key ?? ''}`, label: entry.prefix, note: `→ ${hop?.key ?? ''}` };
        })}
      />
    </ProblemField>
  );
}
