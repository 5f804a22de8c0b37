'use client';

import { useTranslations } from 'use-intl';
import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import type { RouterChoice } from '@/domain/changes/choices';

/** Which table, where a router has several. What is wrong with it stands at the router. */
export function TableField(props: {
  router: RouterChoice | undefined;
  value: string;
  onChange: (routeTable: string) => void;
}) {
  const t = useTranslations('changes.form');
  const { router, value, onChange } = props;
  if (!router || router.tables.length < 2) return null;
  return (
    <Field label={t('table')}>
      <Select
        mono
        value={value}
        onChange={onChange}
        placeholder={t('chooseTable')}
        options={router.tables.map(({ key, name }) => ({ value: key, label: key, ...(name ? { note: name } : {}) }))}
      />
    </Field>
  );
}
