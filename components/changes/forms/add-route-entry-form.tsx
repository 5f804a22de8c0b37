'use client';

import { useTranslations } from 'use-intl';
import { richTags } from '@/components/i18n/rich-tags';
import { Input } from '@/components/ui/input';
import { RadioCards } from '@/components/ui/radio-cards';
import type { Estate } from '@/domain/estate/estate';
import { problemsAt, type DraftOperation } from '../form/draft';
import { ProblemField } from '../form/field-problems';
import { PrefixFacts } from './prefix-facts';
import type { OperationFormProps } from './props';
import { routerProblems, VbrField } from './router-field';

type AddRouteEntryDraft = Extract<DraftOperation, { kind: 'add-route-entry' }>;

type Hop = { key: string; toward: 'data-centre' | 'vpc'; over: string };

/** Where a VBR can send: over its circuit, or through each of its own router interfaces. */
export function nextHopsOfVbr(estate: Estate, vbrKey: string): Hop[] {
  const vbr = estate.vbrs.find((each) => each.key === vbrKey);
  if (!vbr) return [];
  const toward = estate.routerInterfaces.filter((each) => each.router === vbrKey && each.key !== vbr.vlanInterface);
  return [
    ...(vbr.vlanInterface
      ? [{ key: vbr.vlanInterface, toward: 'data-centre' as const, over: vbr.physicalConnections.join(', ') }]
      : []),
    ...toward.map((each) => ({
      key: each.key,
      toward: 'vpc' as const,
      over: each.oppositeRouter ?? oppositeOf(estate, each.opposite),
    })),
  ];
}

function oppositeOf(estate: Estate, key: string | undefined): string {
  return estate.routerInterfaces.find((each) => each.key === key)?.router ?? '';
}

/** A new row in a VBR's table. */
export function AddRouteEntryForm({
  estate,
  operation,
  onChange,
  problems,
  asked,
}: OperationFormProps<AddRouteEntryDraft>) {
  const t = useTranslations('changes.form');
  const hops = nextHopsOfVbr(estate, operation.router.key);
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
      <ProblemField label={t('nextHop')} problems={problemsAt(problems, 'nextHop')} touched={asked} group>
        {hops.length === 0 ? (
          <p className="text-12 text-ink-3">{t('chooseVbrFirst')}</p>
        ) : (
          <RadioCards
            label={t('nextHop')}
            value={operation.nextHop.key}
            onChange={(key) => onChange({ ...operation, nextHop: { kind: 'router-interface', key } })}
            cards={hops.map((hop) => ({
              value: hop.key,
              title: t(hop.toward === 'vpc' ? 'towardVpc' : 'towardDataCentre'),
              detail: t.rich('hopOver', { ...richTags, hop: hop.key, over: hop.over }),
            }))}
          />
        )}
      </ProblemField>
    </div>
  );
}
