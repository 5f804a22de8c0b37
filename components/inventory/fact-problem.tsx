'use client';

import { useTranslations } from 'use-intl';
import { FileErrorText } from '@/components/sources/import/file-error-text';
import { richTags } from '@/components/i18n/rich-tags';
import type { FileError } from '@/domain/estate/file/document';
import type { Problem } from '@/domain/errors';

/** The sentence of one thing wrong with a fact: the words of a file's errors, because the rules are the same. */
export function FactProblem({ problem }: { problem: Problem }) {
  const t = useTranslations('inventory.problems');
  const code = problem.code as 'missing';
  return (
    <span className="block">
      {t.has(code) ? (
        t.rich(code, { ...richTags, ...problem.params } as never)
      ) : (
        <FileErrorText error={{ code: problem.code as FileError['code'], params: problem.params ?? {} }} />
      )}
    </span>
  );
}
