'use client';

import { Download } from 'lucide-react';
import { useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem, MenuLabel } from '@/components/ui/dropdown-menu';
import type { AuditQuery } from './use-audit-filters';

const FORMATS = ['csv', 'ndjson'] as const;

/** Exactly what the filter finds, as a file. A form, so that the browser saves it while it still comes. */
export function ExportMenu({
  query,
  total,
  atLeast,
}: {
  query: AuditQuery;
  total: number | undefined;
  atLeast: boolean;
}) {
  const t = useTranslations('audit.export');
  const form = useRef<HTMLFormElement>(null);
  const field = useRef<HTMLInputElement>(null);
  const save = (format: (typeof FORMATS)[number]) => {
    if (!field.current) return;
    field.current.value = JSON.stringify({ ...query, format });
    form.current?.submit();
  };
  const label = total === undefined ? t('button') : t(atLeast ? 'buttonAtLeast' : 'buttonCount', { count: total });
  return (
    <>
      <form ref={form} method="post" action="/api/audit/export" hidden>
        <input ref={field} type="hidden" name="query" />
      </form>
      <Menu
        trigger={
          <Button disabled={total === 0}>
            <Download aria-hidden />
            {label}
          </Button>
        }
      >
        <MenuLabel>{t('recorded')}</MenuLabel>
        {FORMATS.map((format) => (
          <MenuItem key={format} onSelect={() => save(format)}>
            {t(format)}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
