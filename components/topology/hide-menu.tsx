'use client';

import { EyeOff } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Menu, MenuCheckItem, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/dropdown-menu';
import { StatusShape } from '@/components/ui/status-mark';
import { formatFilter, isEmptyFilter, parseFilter, type Filter } from '@/domain/topology/filter';
import { GRAPH_STATUSES, type GraphNodeKind } from '@/domain/topology/graph';

/** What one may want out of sight; boxes are closed instead. */
const KINDS: readonly GraphNodeKind[] = [
  'vpc',
  'transit-router',
  'router-interface',
  'vbr',
  'physical-connection',
  'gateway',
  'lan',
  'pool',
  'node',
];

/** Takes states and kinds out of the picture: what is healthy, so that the rest is seen; what is of no interest now. */
export function HideMenu({ hide, onChange }: { hide: string; onChange: (hide: string) => void }) {
  const t = useTranslations('topology');
  const words = useTranslations('status');
  const filter = parseFilter(hide);
  const count = filter.kinds.length + filter.statuses.length + filter.words.length;
  const change = (part: Partial<Filter>) => onChange(formatFilter({ ...filter, ...part }));
  const toggled = <Value extends string>(values: readonly Value[], value: Value, on: boolean) =>
    on ? [...values, value] : values.filter((each) => each !== value);
  return (
    <Menu
      align="start"
      trigger={
        <Button size="sm">
          <EyeOff />
          <span className={count > 0 ? undefined : 'max-2xl:sr-only'}>
            {count > 0 ? t('hide.some', { count }) : t('hide.none')}
          </span>
        </Button>
      }
    >
      <MenuLabel>{t('hide.states')}</MenuLabel>
      {GRAPH_STATUSES.map((status) => (
        <MenuCheckItem
          key={status}
          keepOpen
          checked={filter.statuses.includes(status)}
          onChange={(on) => change({ statuses: toggled(filter.statuses, status, on) })}
        >
          <StatusShape status={status} />
          {words(status)}
        </MenuCheckItem>
      ))}
      <MenuSeparator />
      <MenuLabel>{t('hide.kinds')}</MenuLabel>
      {KINDS.map((kind) => (
        <MenuCheckItem
          key={kind}
          keepOpen
          checked={filter.kinds.includes(kind)}
          onChange={(on) => change({ kinds: toggled(filter.kinds, kind, on) })}
        >
          {t(`kinds.${kind}`)}
        </MenuCheckItem>
      ))}
      <MenuSeparator />
      <MenuItem disabled={isEmptyFilter(filter)} onSelect={() => onChange('')}>
        {t('hide.all')}
      </MenuItem>
    </Menu>
  );
}
