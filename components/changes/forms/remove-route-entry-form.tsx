'use client';

import { useTranslations } from 'use-intl';
import { Select } from '@/components/ui/select';
import { nextHopsOf } from '@/domain/estate/routes';
import { problemsAt, type DraftOperation } from '../form/draft';
import { ProblemField } from '../form/field-problems';
import type { OperationFormProps } from './props';
import { routerProblems, VbrField } from './router-field';

type RemoveRouteEntryDraft = Extract<DraftOperation, { kind: 'remove-route-entry' }>;

/** Takes a custom row away: chosen from the table as it was observed. */
export function RemoveRouteEntryForm({
  estate,
  operation,
  onChange,
  problems,
  asked,
}: OperationFormProps<RemoveRouteEntryDraft>) {
  const t = useTranslations('changes.form');
  const table = estate.vbrs.find((each) => each.key === operation.router.key)?.routeTable;
  const rows = (table?.entries ?? []).filter((entry) => entry.type === 'custom');
  const choose = (value: string) => {
    const [prefix = '', key = ''] = value.split(' ');
    onChange({ ...operation, routeTable: table?.key ?? '', prefix, nextHop: { kind: 'router-interface', key } });
  };
  return (
    <div className="grid grid-cols-1 gap-3 md:grid-cols-2">
      <VbrField
        estate={estate}
        value={operation.router.key}
        onChange={(key) =>
          onChange({
            ...operation,
            router: { kind: 'vbr', key },
            prefix: '',
            nextHop: { kind: 'router-interface', key: '' },
          })
        }
        problems={routerProblems(problems)}
        touched={asked}
      />
      <ProblemField
        label={t('row')}
        problems={[...problemsAt(problems, 'prefix'), ...problemsAt(problems, 'nextHop')]}
        touched={asked}
        help={t('rowHelp')}
      >
        <Select
          mono
          value={operation.prefix ? `${operation.prefix} ${operation.nextHop.key}` : undefined}
          onChange={choose}
          disabled={rows.length === 0}
          placeholder={rows.length === 0 ? t('noRows') : t('chooseRow')}
          options={rows.map((entry) => {
            const [hop] = nextHopsOf(entry);
            return { value: `${entry.prefix} ${hop?.key ?? ''}`, label: entry.prefix, note: `→ ${hop?.key ?? ''}` };
          })}
        />
      </ProblemField>
    </div>
  );
}
