'use client';

import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { EffectTitle } from '@/components/changes/plan/steps-table';
import { richTags } from '@/components/i18n/rich-tags';
import { Mono } from '@/components/ui/mono';
import type { Entry } from './audit-words';
import { detailOf, effectOf, nameIn, outcomeOf } from './entry-detail-schema';
import { useObjectNames } from './object-names';

/** What was done, or what was tried and why it was refused, in one line. */
export function EntrySentence({ entry }: { entry: Entry }) {
  const t = useTranslations('audit');
  const denied = entry.result === 'denied';
  const attempt = `attempt.${entry.action}` as 'attempt.change.approve';
  return (
    <>
      {denied && t.has(attempt) ? (
        t('triedTo', { what: t(attempt) })
      ) : (
        <>
          {denied && <span>{t('tried')} </span>}
          <Action entry={entry} />
          <Subject entry={entry} />
        </>
      )}
      <Because entry={entry} />
    </>
  );
}

/** "Plan approved". An action without a sentence is named as it is. */
function Action({ entry }: { entry: Entry }) {
  const t = useTranslations('audit.action');
  const { attempt } = detailOf(entry.detail);
  const effect = effectOf(entry.detail);
  if (effect)
    return (
      <>
        <EffectTitle effect={effect} />
        {attempt !== undefined && attempt > 1 && <span className="text-ink-2">, {t('attempt', { attempt })}</span>}
      </>
    );
  const known = entry.action as 'change.create';
  return <>{t.has(known) ? t(known) : <Mono>{entry.action}</Mono>}</>;
}

const NAMED = ['person', 'people', 'source', 'token'];

/** Whom or what it was about, where the sentence does not say: a person, a source, a token. */
function Subject({ entry }: { entry: Entry }): ReactNode {
  const t = useTranslations('audit');
  const names = useObjectNames();
  const [group] = entry.action.split('.');
  const { added, changed, gone } = (entry.detail ?? {}) as Record<string, unknown>;
  if (entry.action === 'estate.changed' || entry.action === 'estate.import') {
    const counts = { added: Number(added ?? 0), changed: Number(changed ?? 0), gone: Number(gone ?? 0) };
    return <span className="text-ink-2">{t('counted', counts)}</span>;
  }
  if (group === undefined || !NAMED.includes(group)) return null;
  const reference = entry.objects.find((each) => each.startsWith(group === 'source' ? 'source:' : 'person:'));
  const name = nameIn(entry.after, entry.before, entry.detail) ?? (reference ? names.nameOf(reference) : undefined);
  return name ? <>{t('about', { name })}</> : null;
}

/** Why it was refused, how it ended, what was said. */
function Because({ entry }: { entry: Entry }): ReactNode {
  const t = useTranslations('audit');
  const reasons = useTranslations('errors.reasons');
  const outcomes = useTranslations('changes.outcome');
  const detail = detailOf(entry.detail);
  const outcome = entry.action.startsWith('change.') ? outcomeOf(entry.after) : null;
  if (entry.result === 'denied' && detail.reason) {
    const reason = detail.reason as 'unexpected';
    return (
      <span>
        {t('colon')}
        {reasons.has(reason) ? reasons(reason, (detail.params ?? {}) as never) : <Mono>{detail.reason}</Mono>}
      </span>
    );
  }
  if (outcome) {
    const code = outcome.code as 'proven';
    const comment = outcome.params?.comment;
    return (
      <span className="text-ink-2">
        {t('colon')}
        {outcomes.has(code) ? outcomes.rich(code, { ...richTags, ...outcome.params } as never) : <Mono>{code}</Mono>}
        {comment !== undefined && comment !== '' && <> {t('quoted', { text: String(comment) })}</>}
      </span>
    );
  }
  if (detail.comment) return <span className="text-ink-2"> {t('quoted', { text: detail.comment })}</span>;
  if (detail.outcome && entry.action.startsWith('step.')) {
    const said = detail.outcome as 'accepted';
    const results = t.has(`stepOutcome.${said}`) ? t(`stepOutcome.${said}`) : detail.outcome;
    return (
      <span className="text-ink-2">
        {t('colon')}
        {results} {detail.sourceCode && <Mono>{detail.sourceCode}</Mono>}
      </span>
    );
  }
  return null;
}
