'use client';

import { useMutation } from '@tanstack/react-query';
import { Download, Upload } from 'lucide-react';
import Link from 'next/link';
import { useTranslations } from 'use-intl';
import { useTRPCClient } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { PastButton, PastNote } from '@/components/lists/past-note';
import { usePast } from '@/components/lists/use-past';
import { useMe } from '@/components/people/use-me';
import { Button } from '@/components/ui/button';
import { Panel } from '@/components/ui/panel';
import { toast } from '@/components/ui/toaster';
import { saveFile } from '@/components/ui/save-file';
import { CsvMenu } from './csv-menu';

/** What no source can be asked for is declared in a file; what is known can be taken away as one. */
export function EstateFilePanel() {
  const t = useTranslations('sources.file');
  const client = useTRPCClient();
  const refusal = useRefusalText();
  const { may } = useMe();
  const { asked, stamp } = usePast();
  const take = useMutation({
    mutationFn: (format: 'yaml' | 'json') => client.estate.export.query({ format, ...asked }),
    onSuccess: ({ name, text }, format) =>
      saveFile(`${name}${stamp}.${format}`, format === 'json' ? 'application/json' : 'application/yaml', text),
    onError: (error) => void toast.error(refusal(error)),
  });
  const busy = (format: 'yaml' | 'json') => take.isPending && take.variables === format;
  return (
    <Panel title={t('title')} actions={<PastButton size="sm" />}>
      <div className="flex flex-col gap-3 px-4 py-3 text-12">
        <p className="text-ink-3">{t('detail')}</p>
        <PastNote says="pastFiles" className="" />
        <div className="flex flex-wrap gap-2">
          {may('estate:declare') && (
            <Button asChild>
              <Link href="/settings/sources/import">
                <Upload aria-hidden />
                {t('import')}
              </Link>
            </Button>
          )}
          <Button busy={busy('yaml')} onClick={() => take.mutate('yaml')}>
            <Download aria-hidden />
            {t('exportYaml')}
          </Button>
          <Button busy={busy('json')} onClick={() => take.mutate('json')}>
            <Download aria-hidden />
            {t('exportJson')}
          </Button>
          <CsvMenu />
        </div>
      </div>
    </Panel>
  );
}
