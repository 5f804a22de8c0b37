'use client';

import { useMutation } from '@tanstack/react-query';
import { FileSpreadsheet } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { useTRPCClient } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { usePast } from '@/components/lists/use-past';
import { Button } from '@/components/ui/button';
import { Menu, MenuItem, MenuLabel } from '@/components/ui/dropdown-menu';
import { saveFile } from '@/components/ui/save-file';
import { toast } from '@/components/ui/toaster';
import { CSV_KINDS, type CsvKind } from '@/domain/estate/csv/columns';

type Wanted = { kind: CsvKind; template: boolean; at?: string };

/** Tables of what is declared, and empty ones to fill in: import takes both. */
export function CsvMenu() {
  const t = useTranslations('sources.csv');
  const client = useTRPCClient();
  const refusal = useRefusalText();
  const { asked, stamp } = usePast();
  const take = useMutation({
    mutationFn: (wanted: Wanted) => client.estate.exportCsv.query(wanted),
    onSuccess: ({ text }, { kind, template }) =>
      saveFile(template ? `${kind}-template.csv` : `${kind}${stamp}.csv`, 'text/csv;charset=utf-8', text),
    onError: (error) => void toast.error(refusal(error)),
  });
  return (
    <Menu
      trigger={
        <Button busy={take.isPending}>
          <FileSpreadsheet aria-hidden />
          {t('button')}
        </Button>
      }
    >
      {([false, true] as const).map((template) => [
        <MenuLabel key={`label-${template}`}>{t(template ? 'templates' : 'declared')}</MenuLabel>,
        ...CSV_KINDS.map((kind) => (
          <MenuItem
            key={`${kind}-${template}`}
            onSelect={() => take.mutate({ kind, template, ...(template ? {} : asked) })}
          >
            {t(`kinds.${kind}`)}
          </MenuItem>
        )),
      ])}
    </Menu>
  );
}
