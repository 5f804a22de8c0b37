'use client';

import { useTranslations } from 'use-intl';
import { Panel } from '@/components/ui/panel';
import { StatusMark } from '@/components/ui/status-mark';
import { CSV_KINDS } from '@/domain/estate/csv/columns';
import type { FileError } from '@/domain/estate/file/document';
import { FileErrorText } from './file-error-text';
import { lineAt } from './lines';

/** Every error at once, in the order of the text; one press leads to its line. */
export function ImportErrors({
  text,
  errors,
  onLine,
}: {
  text: string;
  errors: readonly FileError[];
  onLine: (line: number) => void;
}) {
  const t = useTranslations('sources.file');
  return (
    <Panel
      title={t('dryRun')}
      sub={
        <span role="status">
          <StatusMark status="broken" label={t('errorCount', { count: errors.length })} />
        </span>
      }
      footer={t('nothingWritten')}
    >
      <ol
        tabIndex={0}
        aria-label={t('errorCount', { count: errors.length })}
        className="max-h-[64vh] divide-y divide-line overflow-y-auto text-12"
      >
        {errors.map((error, index) => (
          <li key={index} className="grid grid-cols-[64px_minmax(0,1fr)] gap-x-3 px-4 py-2">
            <button
              type="button"
              className="num self-start text-left font-medium text-accent hover:underline"
              onClick={() => onLine(error.line)}
            >
              {t('line', { line: error.line })}
            </button>
            <div className="min-w-0">
              <p>
                {columnOf(error) !== null && <span className="mono text-ink-3">{columnOf(error)} </span>}
                <FileErrorText error={error} />
              </p>
              <p className="truncate mono text-11 text-ink-3">{lineAt(text, error.line)}</p>
            </div>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

/** The column of a table that an error is in. An estate file's paths begin with its own lists, which are other ones or go deeper. */
function columnOf({ path: [table, column, ...deeper] }: FileError): string | null {
  const isTable = (CSV_KINDS as readonly unknown[]).includes(table);
  return isTable && typeof column === 'string' && deeper.length === 0 ? column : null;
}
