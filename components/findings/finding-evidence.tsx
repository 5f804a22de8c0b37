'use client';

import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { richTags } from '@/components/i18n/rich-tags';
import { FieldLabel } from '@/components/inventory/field-label';
import { VERDICT_STATUS } from '@/components/topology/verdict-status';
import { endpointName } from '@/components/topology/endpoint-name';
import { Mono } from '@/components/ui/mono';
import { PanelSection } from '@/components/ui/panel';
import { StatusShape } from '@/components/ui/status-mark';
import { TimeAgo } from '@/components/ui/time-ago';
import { nextHopsOf } from '@/domain/estate/routes';
import type { FindingDetails } from './details';
import { SubjectLink } from './finding-rows';

/** What a finding rests on: the reading and its age, the rows near it, the flows it stops. */
export function FindingEvidence({ details: { finding, evidence } }: { details: FindingDetails }) {
  const t = useTranslations('findingList');
  return (
    <>
      <PanelSection title={t('panel.evidence')}>
        <p className="text-12">
          <span className="text-ink-3">{t(`subject.${finding.subject.kind}`)}</span>{' '}
          <SubjectLink subject={finding.subject} />
        </p>
        <p className="mt-1 text-12 text-ink-2">
          <Reading reading={evidence.reading} />
        </p>
        {evidence.fields.length > 0 && <Differences fields={evidence.fields} />}
        {evidence.tables.map((table) => (
          <Rows key={table.routeTable} table={table} prefix={String(finding.params.prefix ?? '')} />
        ))}
      </PanelSection>
      <PanelSection title={t('panel.flows')}>
        {evidence.flows.length === 0 && <p className="text-12 text-ink-3">{t('panel.noFlows')}</p>}
        <ul className="flex flex-col gap-1.5 text-12">
          {evidence.flows.map((flow) => (
            <FlowLine key={flow.key} flow={flow} />
          ))}
        </ul>
        {evidence.flowCount > evidence.flows.length && (
          <p className="mt-1 text-12 text-ink-3">
            {t('panel.moreFlows', { count: evidence.flowCount - evidence.flows.length })}
          </p>
        )}
      </PanelSection>
    </>
  );
}

type Evidence = FindingDetails['evidence'];

function Reading({ reading }: { reading: Evidence['reading'] }) {
  const t = useTranslations('findingList.panel');
  if (!reading) return <>{t('declared')}</>;
  const { source, observedAt, stale } = reading;
  if (observedAt === null) return <>{t.rich('readNever', { ...richTags, source })}</>;
  return (
    <>
      {t.rich(stale ? 'readStale' : 'read', { ...richTags, source })} <TimeAgo at={new Date(observedAt)} />
    </>
  );
}

/** Each field with both of its values. */
function Differences({ fields }: { fields: Evidence['fields'] }) {
  const t = useTranslations('topology.config');
  return (
    <dl className="mt-2 flex flex-col divide-y divide-line text-12">
      {fields.map(({ field, declared, observed }) => (
        <div key={field} className="grid grid-cols-2 gap-x-3 py-1.5">
          <dt className="col-span-2">
            <FieldLabel field={field} />
          </dt>
          {[[t('declared'), declared] as const, [t('observed'), observed] as const].map(([label, value]) => (
            <dd key={label} className="min-w-0">
              <span className="block text-11 text-ink-3">{label}</span>
              <span className="mono wrap-anywhere whitespace-pre-line">{value === '' ? t('empty') : value}</span>
            </dd>
          ))}
        </div>
      ))}
    </dl>
  );
}

function Rows({ table: { routeTable, rows, near }, prefix }: { table: Evidence['tables'][number]; prefix: string }) {
  const t = useTranslations('findingList.panel');
  if (near.length === 0)
    return <p className="mt-1 text-12 text-ink-2">{t.rich('noRows', { ...richTags, rows, prefix })}</p>;
  return (
    <div className="mt-2">
      <p className="text-11 text-ink-3">{t.rich('table', { ...richTags, table: routeTable })}</p>
      <ul className="mt-0.5 flex flex-col text-12">
        {near.map((row) => (
          <li key={`${row.prefix} ${row.type} ${nextHopName(row)}`}>
            <Mono>{`${row.prefix} → ${nextHopName(row)}`}</Mono>{' '}
            <span className="text-ink-3">{[row.type, row.status].filter(Boolean).join(', ')}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function nextHopName(row: Evidence['tables'][number]['near'][number]): string {
  return nextHopsOf(row)
    .map((each) => each.key)
    .join(', ');
}

function FlowLine({ flow }: { flow: Evidence['flows'][number] }) {
  const t = useTranslations('findingList.panel');
  const from = endpointName(flow.from);
  const to = endpointName(flow.to);
  return (
    <li className="flex items-start gap-2">
      <StatusShape status={VERDICT_STATUS[flow.kind]} className="mt-0.5" />
      <span className="min-w-0 flex-1">
        <span className="font-medium">{flow.key}</span>{' '}
        <span className="text-ink-3">
          <Mono>{from}</Mono> ⇄ <Mono>{to}</Mono>
        </span>
        {flow.row && (
          <span className="block text-ink-3">
            <Mono>{`${flow.row.prefix} → ${flow.row.nextHop}`}</Mono>
          </span>
        )}
      </span>
      <Link
        href={`/topology?${new URLSearchParams({ flow: flow.key })}`}
        prefetch={false}
        className="shrink-0 text-accent hover:underline"
      >
        {t('follow')}
      </Link>
    </li>
  );
}
