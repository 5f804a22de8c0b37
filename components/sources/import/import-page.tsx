'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useMe } from '@/components/people/use-me';
import { PageCrumbs } from '@/components/shell/crumbs';
import { EmptyState } from '@/components/ui/empty-state';
import { PageBody, PageHeader } from '@/components/ui/page-header';
import { toast } from '@/components/ui/toaster';
import { looksLikeCsv } from '@/domain/estate/csv/looks-like-csv';
import { useLeaveWarning } from '../use-leave-warning';
import { ImportInput, type ImportMode } from './import-input';
import { ImportResult } from './import-result';
import { keptFields, type Kept } from './kept';
import { rangeOfLine } from './lines';

/** A file or a table of declared facts: looked at first, every error at its line, written only when asked. */
export function ImportPage() {
  const t = useTranslations('sources.file');
  const { me, may } = useMe();
  return (
    <PageBody>
      <PageCrumbs crumbs={[{ label: t('importTitle') }]} />
      {me && !may('estate:declare') ? (
        <EmptyState level={1} title={t('mayNot')}>
          {t('mayNotDetail')}
        </EmptyState>
      ) : (
        <>
          <PageHeader
            title={t('importTitle')}
            sentence={<span className="text-13 text-ink-2">{t('importSentence')}</span>}
          />
          <Importing />
        </>
      )}
    </PageBody>
  );
}

function Importing() {
  const t = useTranslations('sources.file');
  const trpc = useTRPC();
  const cache = useQueryClient();
  const router = useRouter();
  const area = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState('');
  const [mode, setMode] = useState<ImportMode>('merge');
  const [isNamedTable, setNamedTable] = useState(false);
  const isTable = isNamedTable || looksLikeCsv(text);
  const file = isTable ? { text, format: 'csv' as const, mode: 'merge' as const } : { text, mode };
  const [kept, setKept] = useState<Kept>({});
  const check = useMutation(trpc.estate.previewImport.mutationOptions());
  const write = useMutation(
    trpc.estate.import.mutationOptions({
      onSuccess({ added, changed, removed }) {
        void cache.invalidateQueries({ queryKey: trpc.estate.pathKey() });
        toast.success(t('imported'), { description: t('counts', { added, changed, removed }) });
        router.push('/settings/sources');
      },
    }),
  );
  useLeaveWarning(text.trim() !== '' && !write.isSuccess);
  const again = () => {
    setKept({});
    check.reset();
    write.reset();
  };
  const showLine = (line: number) => {
    const { start, end } = rangeOfLine(text, line);
    area.current?.focus();
    area.current?.setSelectionRange(start, end);
    const lineHeight = Number.parseFloat(getComputedStyle(area.current as HTMLTextAreaElement).lineHeight);
    area.current?.scrollTo({ top: Math.max(0, (line - 4) * lineHeight) });
  };
  return (
    <div className="grid grid-cols-1 items-start gap-4 lg:grid-cols-2">
      <ImportInput
        area={area}
        text={text}
        mode={mode}
        checking={check.isPending}
        isTable={isTable}
        onText={(next, fileName) => {
          setText(next);
          // What is typed into a file that was picked is still that file, until nothing of it is left.
          if (fileName !== undefined) setNamedTable(fileName.toLowerCase().endsWith('.csv'));
          else if (next.trim() === '') setNamedTable(false);
          again();
        }}
        onMode={(next) => {
          setMode(next);
          again();
        }}
        onCheck={() => check.mutate(file)}
      />
      <ImportResult
        text={text}
        check={check}
        write={write}
        onLine={showLine}
        kept={kept}
        onKeep={setKept}
        onImport={(base) => write.mutate({ ...file, base, keep: keptFields(kept) })}
      />
    </div>
  );
}
