'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { Select } from '@/components/ui/select';
import type { RouterRef } from '@/domain/changes/effect';
import type { Problem } from '@/domain/errors';
import { problemsAt } from '../form/draft';
import { ProblemField } from '../form/field-problems';

type Row = { routeTable: string; prefix: string; nextHop: { kind: 'router-interface'; key: string } };

type RowFieldProps = {
  router: RouterRef;
  row: { routeTable: string; prefix: string; nextHop: { key: string } };
  onChoose: (row: Row) => void;
  problems: readonly Problem[];
  asked: boolean;
};

/** A custom row, chosen from the router's tables as they were observed. */
export function RowField({ router, row, onChoose, problems, asked }: RowFieldProps) {
  const t = useTranslations('changes.form');
  const trpc = useTRPC();
  const query = useQuery(trpc.changes.rows.queryOptions({ router }, { enabled: router.key !== '' }));
  const rows = query.data ?? [];
  const several = new Set(rows.map(({ routeTable }) => routeTable)).size > 1;
  const choose = (value: string) => {
    const [routeTable = '', prefix = '', key = ''] = value.split(' ');
    onChoose({ routeTable, prefix, nextHop: { kind: 'router-interface', key } });
  };
  const none = query.isError ? 'rowsFailed' : query.isLoading ? 'loading' : 'noRows';
  return (
    <ProblemField
      label={t('row')}
      problems={[...problemsAt(problems, 'prefix'), ...problemsAt(problems, 'nextHop')]}
      touched={asked}
      help={t('rowHelp')}
    >
      <Select
        mono
        value={row.prefix ? `${row.routeTable} ${row.prefix} ${row.nextHop.key}` : undefined}
        onChange={choose}
        disabled={rows.length === 0}
        placeholder={t(rows.length === 0 ? none : 'chooseRow')}
        options={rows.map(({ routeTable, prefix, nextHop }) => ({
          value: `${routeTable} ${prefix} ${nextHop}`,
          label: prefix,
          note: `→ ${nextHop}${several ? `, ${routeTable}` : ''}`,
        }))}
      />
    </ProblemField>
  );
}
