'use client';

import { useTranslations } from 'use-intl';
import { problemsAt, type DraftOperation } from '../form/draft';
import { NextHopField, nextHopsOfVbr } from './next-hop-field';
import type { OperationFormProps } from './props';
import { routerProblems, VbrField } from './router-field';
import { RowField } from './row-field';

type MoveRouteEntryDraft = Extract<DraftOperation, { kind: 'move-route-entry' }>;

const NOWHERE = { kind: 'router-interface', key: '' } as const;

/** Points a custom row at another next hop, without a moment in which nothing carries its traffic. */
export function MoveRouteEntryForm({
  estate,
  operation,
  onChange,
  problems,
  asked,
}: OperationFormProps<MoveRouteEntryDraft>) {
  const t = useTranslations('changes.form');
  const table = estate.vbrs.find((each) => each.key === operation.router.key)?.routeTable;
  const others = nextHopsOfVbr(estate, operation.router.key).filter((each) => each.key !== operation.nextHop.key);
  return (
    <div className="flex flex-col gap-4">
      <div className="grid grid-cols-1 gap-3 md:grid-cols-2">
        <VbrField
          estate={estate}
          value={operation.router.key}
          onChange={(key) =>
            onChange({
              ...operation,
              router: { kind: 'vbr', key },
              prefix: '',
              nextHop: NOWHERE,
              newNextHop: NOWHERE,
            })
          }
          problems={routerProblems(problems)}
          touched={asked}
        />
        <RowField
          table={table}
          row={operation}
          onChoose={(row) => onChange({ ...operation, ...row, newNextHop: NOWHERE })}
          problems={problems}
          asked={asked}
        />
      </div>
      <NextHopField
        label={t('newNextHop')}
        hops={others}
        value={operation.newNextHop.key}
        onChange={(key) => onChange({ ...operation, newNextHop: { kind: 'router-interface', key } })}
        problems={problemsAt(problems, 'newNextHop')}
        asked={asked}
      />
    </div>
  );
}
