import { ChevronRight } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { StatusMark } from '@/components/ui/status-mark';
import type { FileError } from '@/domain/estate/file/document';
import { FileErrorText } from './file-error-text';

type Props = { unshown: readonly FileError[]; onLine: (line: number) => void };

/** What the file names and no source shows yet; one press leads to its line. */
export function UnshownReferences({ unshown, onLine }: Props) {
  const t = useTranslations('sources.file');
  if (unshown.length === 0) return null;
  return (
    <details>
      <summary className="flex cursor-pointer items-start gap-1.5">
        <ChevronRight aria-hidden className="mt-0.5 size-3.5 shrink-0 transition-transform in-open:rotate-90" />
        <StatusMark status="warning" label={t('unshown', { count: unshown.length })} className="whitespace-normal" />
      </summary>
      <ul className="mt-1 flex max-h-80 flex-col gap-0.5 overflow-y-auto pl-4">
        {unshown.map((each, index) => (
          <li key={index} className="grid grid-cols-[64px_minmax(0,1fr)] gap-x-3">
            <button
              type="button"
              className="num text-left font-medium text-accent hover:underline"
              onClick={() => onLine(each.line)}
            >
              {t('line', { line: each.line })}
            </button>
            <span className="min-w-0">
              <FileErrorText error={each} />
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}
