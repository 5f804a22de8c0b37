'use client';

import { useTranslations } from 'use-intl';
import { Input } from '@/components/ui/input';
import { Textarea } from '@/components/ui/textarea';
import { problemsAt } from './draft';
import { ProblemField } from './field-problems';
import { FormSection } from './section';
import type { ChangeForm } from './use-change-form';

/** Why: the approver reads this first. */
export function WhySection({ change, asked }: { change: ChangeForm; asked: boolean }) {
  const t = useTranslations('changes.form');
  const { form, problems } = change;
  return (
    <FormSection title={t('why')} help={t('whyHelp')}>
      <ProblemField label={t('reason')} problems={problemsAt(problems, 'reason')} touched={asked}>
        <Textarea rows={2} {...form.register('reason')} placeholder={t('reasonPlaceholder')} />
      </ProblemField>
      <ProblemField
        label={t('ticket')}
        note={t('optional')}
        problems={problemsAt(problems, 'ticket')}
        touched={asked}
        className="md:max-w-70"
      >
        <Input mono {...form.register('ticket')} autoComplete="off" />
      </ProblemField>
    </FormSection>
  );
}
