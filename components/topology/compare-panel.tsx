'use client';

import { X } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useFieldName } from '@/components/inventory/field-name';
import { IconButton } from '@/components/ui/icon-button';
import { Tag } from '@/components/ui/tag';
import { nameOf, type Difference } from '@/domain/topology/graph';
import { INSPECTOR_FRAME } from './inspector-frame';
import type { Picture } from './picture';
import type { ChangeAddress } from './use-topology-address';

const TONE = { added: 'add', removed: 'del', changed: 'mod' } as const satisfies Record<Difference, string>;
const SIGN: Record<Difference, string> = { added: '+', removed: '−', changed: '~' };

type ComparePanelProps = {
  differences: NonNullable<Picture['differences']>;
  since: Date;
  at: Date | null;
  onChange: ChangeAddress;
};

/** What came, went and changed between two times: how much, and each by name. */
export function ComparePanel({ differences, since, at, onChange }: ComparePanelProps) {
  const t = useTranslations('topology.compare');
  const kinds = useTranslations('topology.kinds');
  const fieldName = useFieldName();
  const { objects } = differences;
  const stretch = new URLSearchParams({ from: since.toISOString(), ...(at ? { to: at.toISOString() } : {}) });
  const total = differences.added + differences.removed + differences.changed;
  return (
    <aside aria-label={t('label')} className={INSPECTOR_FRAME}>
      <header className="flex items-center gap-2 px-4 py-3">
        <h2 className="text-15 font-strong">{t('label')}</h2>
        <IconButton label={t('leave')} onClick={() => void onChange({ since: null })} className="ml-auto">
          <X />
        </IconButton>
      </header>
      <p className="flex gap-2 border-b border-line px-4 pb-3" aria-live="polite">
        {(['added', 'removed', 'changed'] as const).map((each) => (
          <Tag key={each} tone={TONE[each]}>{`${SIGN[each]} ${t(each, { count: differences[each] })}`}</Tag>
        ))}
      </p>
      {total === 0 ? (
        <p className="p-4 text-12 text-ink-2">{t('same')}</p>
      ) : (
        <ul className="min-h-0 flex-1 divide-y divide-line overflow-y-auto text-12">
          {objects.map((each) => (
            <li key={each.id}>
              <button
                type="button"
                onClick={() => void onChange({ node: each.id, tab: null })}
                className="flex w-full items-baseline gap-2 px-4 py-2 text-left hover:bg-hover"
              >
                <Tag tone={TONE[each.difference]}>{SIGN[each.difference]}</Tag>
                <span className="min-w-0 flex-1">
                  <span className="block truncate mono font-medium">{nameOf(each)}</span>
                  <span className="block text-ink-3">
                    {kinds(each.kind)}
                    {each.routes.added > 0 && ` · ${t('routesAdded', { count: each.routes.added })}`}
                    {each.routes.removed > 0 && ` · ${t('routesRemoved', { count: each.routes.removed })}`}
                    {each.fields.length > 0 && ` · ${each.fields.map(fieldName).join(', ')}`}
                  </span>
                </span>
              </button>
            </li>
          ))}
          {total > objects.length && (
            <li className="px-4 py-2 text-ink-3">{t('more', { count: total - objects.length })}</li>
          )}
        </ul>
      )}
      <p className="mt-auto border-t border-line px-4 py-2 text-12">
        <Link href={`/history?${stretch}`} className="text-accent hover:underline">
          {t('everything')}
        </Link>
      </p>
    </aside>
  );
}
