'use client';

import { useTranslations } from 'use-intl';
import { richTags } from '@/components/i18n/rich-tags';
import type { Finding } from '@/domain/checks/finding';

type Told = Pick<Finding, 'kind' | 'params' | 'owner' | 'subject'>;

/** A finding in words. One of a rule that this version does not know any more is called by its rule and its object. */
export function FindingText({ finding, part }: { finding: Told; part: 'title' | 'what' | 'todo' }) {
  const t = useTranslations('findings');
  const { kind, params, owner, subject } = finding;
  if (!t.has(`${kind}.${part}`)) return <>{part === 'todo' ? t(`owner.${owner}`) : `${kind} ${subject.key}`}</>;
  return <>{t.rich(`${kind}.${part}`, { ...richTags, ...params, owner: t(`owner.${owner}`) } as never)}</>;
}

/** The sentence on its own, where no tags can stand. */
export function useFindingTitle(): (kind: Finding['kind']) => string {
  const t = useTranslations('findings');
  return (kind) => (t.has(`${kind}.title`) ? t(`${kind}.title`) : kind);
}
