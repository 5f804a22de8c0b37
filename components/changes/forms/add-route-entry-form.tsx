'use client';

import { useTranslations } from 'use-intl';
import { Input } from '@/components/ui/input';
import type { RouterRef } from '@/domain/changes/effect';
import { problemsAt, type DraftOperation } from '../form/draft';
import { ProblemField } from '../form/field-problems';
import { NextHopField } from './next-hop-field';
import { PrefixFacts } from './prefix-facts';
import { routerChoice, type OperationFormProps } from './props';
import { RouterField, routerProblems } from './router-field';
import { TableField } from './table-field';

type AddRouteEntryDraft = Extract<DraftOperation, { kind: 'add-route-entry' }>;

/** A new row in a router's table. */
export function AddRouteEntryForm(props: OperationFormProps<AddRouteEntryDraft>) {
  const { choices, operation, onChange, problems, asked } = props;
  const t = useTranslations('changes.form');
  const router = routerChoice(choices, operation.router);
  const choose = (chosen: RouterRef) => {
    const routeTable = routerChoice(choices, chosen)?.tables[0]?.key ?? '';
    onChange({ ...operation, router: chosen, routeTable, nextHop: { kind: 'router-interface', key: '' } });
  };
  const destination = problemsAt(problems, 'prefix');
  return (
    <div className="flex flex-col gap-4">
      <div className="grid grid-cols-1 gap-3 md:grid-cols-2">
        <RouterField
          choices={choices}
          value={operation.router}
          onChange={choose}
          problems={routerProblems(problems)}
          touched={asked}
        />
        <TableField
          router={router}
          value={operation.routeTable}
          onChange={(routeTable) => onChange({ ...operation, routeTable })}
        />
        <ProblemField
          label={t('destination')}
          problems={destination}
          touched={asked}
          onTake={(prefix) => onChange({ ...operation, prefix })}
        >
          <Input
            mono
            value={operation.prefix}
            placeholder="172.16.0.0/16"
            autoComplete="off"
            onChange={(event) => onChange({ ...operation, prefix: event.target.value.trim() })}
          />
        </ProblemField>
      </div>
      {destination.every((each) => each.severity === 'warning') && (
        <PrefixFacts
          ranges={choices.ranges}
          table={router?.tables.find(({ key }) => key === operation.routeTable)}
          typed={operation.prefix}
        />
      )}
      <NextHopField
        label={t('nextHop')}
        hops={router?.nextHops}
        value={operation.nextHop.key}
        onChange={(key) => onChange({ ...operation, nextHop: { kind: 'router-interface', key } })}
        problems={problemsAt(problems, 'nextHop')}
        asked={asked}
      />
    </div>
  );
}
