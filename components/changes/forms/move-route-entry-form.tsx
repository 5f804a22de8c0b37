'use client';

import { useTranslations } from 'use-intl';
import { problemsAt, type DraftOperation } from '../form/draft';
import { NextHopField } from './next-hop-field';
import { routerChoice, type OperationFormProps } from './props';
import { RouterField, routerProblems } from './router-field';
import { RowField } from './row-field';

type MoveRouteEntryDraft = Extract<DraftOperation, { kind: 'move-route-entry' }>;

const NOWHERE = { kind: 'router-interface', key: '' } as const;

/** Points a custom row at another next hop, without a moment in which nothing carries its traffic. */
export function MoveRouteEntryForm(props: OperationFormProps<MoveRouteEntryDraft>) {
  const { choices, operation, onChange, problems, asked } = props;
  const t = useTranslations('changes.form');
  const hops = routerChoice(choices, operation.router)?.nextHops;
  return (
    <div className="flex flex-col gap-4">
      <div className="grid grid-cols-1 gap-3 md:grid-cols-2">
        <RouterField
          choices={choices}
          value={operation.router}
          onChange={(router) =>
            onChange({ ...operation, router, routeTable: '', prefix: '', nextHop: NOWHERE, newNextHop: NOWHERE })
          }
          problems={routerProblems(problems)}
          touched={asked}
        />
        <RowField
          router={operation.router}
          row={operation}
          onChoose={(row) => onChange({ ...operation, ...row, newNextHop: NOWHERE })}
          problems={problems}
          asked={asked}
        />
      </div>
      <NextHopField
        label={t('newNextHop')}
        hops={hops?.filter((each) => each.key !== operation.nextHop.key)}
        value={operation.newNextHop.key}
        onChange={(key) => onChange({ ...operation, newNextHop: { kind: 'router-interface', key } })}
        problems={problemsAt(problems, 'newNextHop')}
        asked={asked}
      />
    </div>
  );
}
