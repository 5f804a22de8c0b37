'use client';

import type { DraftOperation } from '../form/draft';
import type { OperationFormProps } from './props';
import { routerProblems, VbrField } from './router-field';
import { RowField } from './row-field';

type RemoveRouteEntryDraft = Extract<DraftOperation, { kind: 'remove-route-entry' }>;

/** Takes a custom row away: chosen from the table as it was observed. */
export function RemoveRouteEntryForm({
  estate,
  operation,
  onChange,
  problems,
  asked,
}: OperationFormProps<RemoveRouteEntryDraft>) {
  const table = estate.vbrs.find((each) => each.key === operation.router.key)?.routeTable;
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
      <RowField
        table={table}
        row={operation}
        onChoose={(row) => onChange({ ...operation, ...row })}
        problems={problems}
        asked={asked}
      />
    </div>
  );
}
