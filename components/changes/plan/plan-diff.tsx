'use client';

import { useTranslations } from 'use-intl';
import { DiffRows, DiffTally, type DiffGroup, type DiffKind } from '@/components/ui/diff-rows';
import { Mono } from '@/components/ui/mono';
import type { Plan } from '@/domain/changes/plan';

type DiffLine = Plan['diff'][number];

const KIND = { '+': 'add', '~': 'mod', '-': 'del' } as const satisfies Record<string, DiffKind>;

export function useDiffWords(): Record<DiffKind, string> {
  const t = useTranslations('common.diff');
  return { add: t('add'), mod: t('mod'), del: t('del'), same: t('same') };
}

function groupsOf(diff: Plan['diff'], noteOf: (row: DiffLine) => string | undefined): DiffGroup[] {
  const tables = [...new Set(diff.map((row) => row.table))];
  return tables.map((table) => {
    const rows = diff.filter((row) => row.table === table);
    return {
      title: `${table} · ${rows[0]?.router ?? ''}`,
      rows: rows.map((row) => ({
        kind: KIND[row.sign],
        subject: row.subject,
        detail: <Mono>{`→ ${row.target}`}</Mono>,
        note: noteOf(row),
      })),
    };
  });
}

/** What is added, altered and removed, by table. */
export function PlanDiff({ diff }: { diff: Plan['diff'] }) {
  const t = useTranslations('common.diff');
  const words = useDiffWords();
  const noteOf = ({ was, note }: DiffLine) =>
    was !== undefined ? t('was', { was }) : note === 'withdrawn' ? t('withdrawn') : note;
  return <DiffRows groups={groupsOf(diff, noteOf)} words={words} />;
}

export function PlanTally({ diff }: { diff: Plan['diff'] }) {
  const t = useTranslations('common');
  const count = (sign: string) => diff.filter((row) => row.sign === sign).length;
  const numbers = { add: count('+'), mod: count('~'), del: count('-') };
  return <DiffTally {...numbers} label={t('tally', numbers)} />;
}
