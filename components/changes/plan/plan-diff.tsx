'use client';

import { useTranslations } from 'use-intl';
import { DiffRows, DiffTally, type DiffGroup, type DiffKind } from '@/components/ui/diff-rows';
import { Mono } from '@/components/ui/mono';
import type { Plan } from '@/domain/changes/plan';

const KIND = { '+': 'add', '~': 'mod', '-': 'del' } as const satisfies Record<string, DiffKind>;

export function useDiffWords(): Record<DiffKind, string> {
  const t = useTranslations('common.diff');
  return { add: t('add'), mod: t('mod'), del: t('del'), same: t('same') };
}

function groupsOf(diff: Plan['diff']): DiffGroup[] {
  const tables = [...new Set(diff.map((row) => row.table))];
  return tables.map((table) => {
    const rows = diff.filter((row) => row.table === table);
    return {
      title: `${table} · ${rows[0]?.router ?? ''}`,
      rows: rows.map((row) => ({
        kind: KIND[row.sign],
        subject: row.subject,
        detail: <Mono>{`→ ${row.target}`}</Mono>,
        note: row.note,
      })),
    };
  });
}

/** What is added, altered and removed, by table. */
export function PlanDiff({ diff }: { diff: Plan['diff'] }) {
  return <DiffRows groups={groupsOf(diff)} words={useDiffWords()} />;
}

export function PlanTally({ diff }: { diff: Plan['diff'] }) {
  const t = useTranslations('common');
  const count = (sign: string) => diff.filter((row) => row.sign === sign).length;
  const numbers = { add: count('+'), mod: count('~'), del: count('-') };
  return <DiffTally {...numbers} label={t('tally', numbers)} />;
}

/** The same rows backwards: what the way back writes. */
export function backwards(diff: Plan['diff']): Plan['diff'] {
  const SIGN = { '+': '-', '-': '+', '~': '~' } as const;
  return [...diff].reverse().map((row) => ({ ...row, sign: SIGN[row.sign] }));
}
