'use client';

import { useTranslations } from 'use-intl';
import { richTags } from '@/components/i18n/rich-tags';
import type { FlowVerdict, Reason, Verdict } from '@/domain/routing/verdict';
import type { Direction } from '@/domain/topology/path';

/** Why, as half a sentence. */
export function useReasonText(): (reason: Reason) => string {
  const t = useTranslations('topology.reasons');
  return ({ code, params }) => t(code, { ...params });
}

/** One direction in one sentence: what is, where, why, and whose the next move is. */
export function VerdictSentence({ verdict, direction }: { verdict: Verdict; direction: Direction }) {
  const t = useTranslations('topology.path');
  const kinds = useTranslations('topology.kinds');
  const owners = useTranslations('findings.owner');
  const reasonText = useReasonText();
  const { kind, reason, owner } = verdict;
  if (kind === 'reachable' || !reason) return <>{t(`reaches.${direction}`)}</>;
  const place = verdict.hops.at(-1)?.place;
  const why = reasonText(reason);
  return (
    <>
      {place
        ? t.rich(`${kind}.${direction}`, { ...richTags, place: place.key, kind: kinds(place.kind), reason: why })
        : t.rich('nowhere', { ...richTags, reason: why })}{' '}
      {owner && t.rich(kind === 'unreachable' ? 'canFix' : 'canTell', { ...richTags, owner: owners(owner) })}
    </>
  );
}

/** The direction that decides about a flow: the one that is worse, there before back. */
export function decidingDirection({ kind, forward }: FlowVerdict): Direction {
  return forward.kind === kind ? 'forward' : 'back';
}
