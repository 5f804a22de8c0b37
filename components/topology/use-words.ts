'use client';

import { useMemo } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { ErrorParams } from '@/domain/errors';
import type { GraphNode, GraphStatus, Words } from '@/domain/topology/graph';
import type { ColumnName } from '@/domain/topology/graph';
import type { Said, Speaker } from './scene';

const TOLD: readonly GraphStatus[] = ['broken', 'changing', 'warning', 'unknown'];

/** Labels in the reader's language. */
export function useWords(): Speaker {
  const t = useTranslations('topology');
  const locale = useLocale();
  return useMemo((): Speaker => {
    // Hundreds of lines say the same, and a sentence takes longer to make than to look up.
    const known = new Map<string, Said>();
    const sentence = ({ code, params }: Extract<Words, { kind: 'code' }>): Said => {
      const name = `${code} ${JSON.stringify(params)}`;
      const said = known.get(name) ?? { text: t(`labels.${code}`, inWords(params)), mono: false };
      known.set(name, said);
      return said;
    };
    const say = (words: Words): Said => {
      if (words.kind === 'text') return { text: words.text, mono: words.mono !== false };
      if (words.kind === 'code') return sentence(words);
      const { en, zh } = words.title;
      const text = (locale === 'zh-CN' ? (zh ?? en) : (en ?? zh)) ?? words.fallback;
      return { text, mono: text === words.fallback };
    };
    const tally = (node: GraphNode) => {
      if (!node.counts) return undefined;
      const told = TOLD.filter((status) => node.counts?.[status]).map((status) =>
        t(`tally.${status}`, { count: node.counts?.[status] ?? 0 }),
      );
      return told.length > 0 ? told.join(t('tally.separator')) : t('tally.healthy');
    };
    return { say, tally, head: (column) => t(`columns.${column as ColumnName}`) };
  }, [t, locale]);
}

function inWords(params: ErrorParams): Record<string, string | number> {
  return { ...params };
}
