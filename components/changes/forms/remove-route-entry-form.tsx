'use client';

import type { DraftOperation } from '../form/draft';
import type { OperationFormProps } from './props';
import { RouterField, routerProblems } from './router-field';
import { RowField } from './row-field';

type RemoveRouteEntryDraft = Extract<DraftOperation, { kind: 'remove-route-entry' }>;

const NOWHERE = { kind: 'router-interface', key: '' } as const;

/** Takes a custom row away: chosen from the tables as they were observed. */
export function RemoveRouteEntryForm(props: OperationFormProps<RemoveRouteEntryDraft>) {
  const { choices, operation, onChange, problems, asked } = props;
  return (
    <div className="grid grid-cols-1 gap-3 md:grid-cols-2">
      <RouterField
        choices={choices}
        value={operation.router}
        onChange={(router) => onChange({ ...operation, router, routeTable: '', prefix: '', nextHop: NOWHERE })}
        problems={routerProblems(problems)}
        touched={asked}
      />
      <RowField
        router={operation.router}
        row={operation}
        onChoose={(row) => onChange({ ...operation, ...row })}
        problems={problems}
        asked={asked}
      />
    </div>
  );
}
