'use client';

import { useTranslations } from 'use-intl';
import { StatusShape, statuses } from '@/components/ui/status-mark';
import { Tag } from '@/components/ui/tag';

const LINES = {
  link: 'border-dashed border-line-3',
  bgp: 'border-dotted border-line-3 border-t-2',
  path: 'border-healthy border-t-2',
  assumed: 'border-dashed border-healthy border-t-2',
} as const;

/** What shapes and lines mean. */
export function Legend({ path, compare }: { path: boolean; compare: boolean }) {
  const t = useTranslations('topology.legend');
  const words = useTranslations('status');
  const lines = path ? (['path', 'assumed', 'bgp', 'link'] as const) : (['bgp', 'link'] as const);
  return (
    <ul
      aria-label={t('label')}
      className="flex min-h-8 shrink-0 flex-wrap items-center gap-x-5 gap-y-0.5 py-1 border-t border-line bg-surface px-4 text-11 text-ink-2"
    >
      {statuses.map((status) => (
        <li key={status} className="flex items-center gap-1.5 whitespace-nowrap">
          <StatusShape status={status} />
          {words(status)}
        </li>
      ))}
      {compare &&
        (
          [
            ['added', 'add', '+'],
            ['removed', 'del', '−'],
            ['changed', 'mod', '~'],
          ] as const
        ).map(([name, tone, sign]) => (
          <li key={name} className="flex items-center gap-1.5 whitespace-nowrap">
            <Tag tone={tone}>{sign}</Tag>
            {t(name)}
          </li>
        ))}
      <li aria-hidden className="h-4 border-l border-line-2" />
      {lines.map((line) => (
        <li key={line} className="flex items-center gap-1.5 whitespace-nowrap">
          <span aria-hidden className={`w-6 border-t ${LINES[line]}`} />
          {t(line)}
        </li>
      ))}
    </ul>
  );
}
