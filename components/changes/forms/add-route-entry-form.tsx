'use client';

import { useTranslations } from 'use-intl';
import { Input } from '@/components/ui/input';
import { problemsAt, type DraftOperation } from '../form/draft';
import { ProblemField } from '../form/field-problems';
import { NextHopField, nextHopsOfVbr } from './next-hop-field';
import { PrefixFacts } from './prefix-facts';
import type { OperationFormProps } from './props';
import { routerProblems, VbrField } from './router-field';

type AddRouteEntryDraft = Extract<DraftOperation, { kind: 'add-route-entry' }>;

/** A new row in a VBR's table. */
export function AddRouteEntryForm({
  estate,
  operation,
  onChange,
  problems,
  asked,
}: OperationFormProps<AddRouteEntryDraft>) {
  const t = useTranslations('changes.form');
  const chooseRouter = (key: string) => {
    const vbr = estate.vbrs.find((each) => each.key === key);
    onChange({
      ...operation,
      router: { kind: 'vbr', key },
      routeTable: vbr?.routeTable?.key ?? '',
      nextHop: { kind: 'router-interface', key: '' },
    });
  };
  const destination = problemsAt(problems, 'prefix');
  return (
    <div className="flex flex-col gap-4">
      <div className="grid grid-cols-1 gap-3 md:grid-cols-2">
        <VbrField
          estate={estate}
          value={operation.router.key}
          onChange={chooseRouter}
          problems={routerProblems(problems)}
          touched={asked}
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
        <PrefixFacts estate={estate} operation={operation} />
      )}
      <NextHopField
        label={t('nextHop')}
        hops={nextHopsOfVbr(estate, operation.router.key)}
        value={operation.nextHop.key}
        onChange={(key) => onChange({ ...operation, nextHop: { kind: 'router-interface', key } })}
        problems={problemsAt(problems, 'nextHop')}
        asked={asked}
      />
    </div>
  );
}
