'use client';

import { useTranslations } from 'use-intl';
import { FieldLabel } from '@/components/inventory/field-label';
import { Tag } from '@/components/ui/tag';
import { TimeAgo } from '@/components/ui/time-ago';
import type { ConfigField } from '@/domain/topology/config-fields';

/** Every field as it is declared and as it was found, by whom and when; what differs first. */
export function InspectorConfig({ fields }: { fields: readonly ConfigField[] }) {
  const t = useTranslations('topology.config');
  const drift = fields.filter((each) => each.drift).length;
  return (
    <div>
      <p className="border-b border-line px-4 py-2 text-12 text-ink-2">{t('drift', { count: drift })}</p>
      <ul className="divide-y divide-line text-12">
        {fields.map((each) => (
          <li key={each.field} className={each.drift ? 'bg-mod-bg px-4 py-2' : 'px-4 py-2'}>
            <p className="flex items-center gap-2">
              <FieldLabel field={each.field} />
              {each.drift && <Tag tone="mod">{t('differs')}</Tag>}
            </p>
            <dl className="mt-1 grid grid-cols-2 gap-x-3">
              <Value label={t('declared')} value={each.declared} none={t('notDeclared')} />
              <Value label={t('observed')} value={each.observed} none={t('notRead')} />
            </dl>
            {each.source && (
              <p className="mt-1 text-11 text-ink-3">
                {each.stale ? t('staleFrom', { source: each.source }) : t('from', { source: each.source })}{' '}
                {each.observedAt && <TimeAgo at={new Date(each.observedAt)} />}
              </p>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Value({ label, value, none }: { label: string; value: string | undefined; none: string }) {
  const t = useTranslations('topology.config');
  return (
    <div className="min-w-0">
      <dt className="text-11 text-ink-3">{label}</dt>
      <dd className={value ? 'mono wrap-anywhere whitespace-pre-line' : 'text-ink-3'}>
        {value === '' ? t('empty') : (value ?? none)}
      </dd>
    </div>
  );
}
