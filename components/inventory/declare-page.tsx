'use client';

import { useQuery } from '@tanstack/react-query';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { useMe } from '@/components/people/use-me';
import { PageCrumbs } from '@/components/shell/crumbs';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Mono } from '@/components/ui/mono';
import { PageBody, PageHeader } from '@/components/ui/page-header';
import { SkeletonRows } from '@/components/ui/skeleton';
import { FACT_SECTIONS } from '@/domain/estate/sections';
import { FactForm } from './fact-form';

/** The form of one declared fact: an existing one, or a new one of a section. */
export function DeclarePage() {
  const t = useTranslations('inventory');
  const trpc = useTRPC();
  const refusal = useRefusalText();
  const { me, may } = useMe();
  const [{ section, key, site, name, finding }] = useQueryStates({
    section: parseAsStringLiteral(FACT_SECTIONS).withDefault('sites'),
    key: parseAsString,
    site: parseAsString,
    /** the key that a new one is to have */
    name: parseAsString,
    /** the finding that the form is to mend: it begins with the fact as it would have to be */
    finding: parseAsString,
  });
  const reading = useQuery(trpc.inventory.read.queryOptions({ section, key: key ?? '-' }, { enabled: key !== null }));
  const mending = useQuery(trpc.findings.read.queryOptions({ key: finding ?? '-' }, { enabled: finding !== null }));
  const form = mending.data?.remedy.form;
  const proposed = form?.section === section && form.key === (key ?? name) ? form.attributes : undefined;
  const title = key === null ? t(`new.${section}`) : <Mono>{key}</Mono>;
  if (me && (!may('estate:declare') || reading.data?.declared?.editable === false))
    return (
      <PageBody>
        <EmptyState level={1} title={t('mayNot')}>
          {t('mayNotDetail')}
        </EmptyState>
      </PageBody>
    );
  return (
    <PageBody>
      <PageCrumbs crumbs={[{ label: title }]} />
      <PageHeader title={title} sentence={<span className="text-13 text-ink-2">{t('declareSentence')}</span>} />
      {(key !== null && reading.isPending) || (finding !== null && mending.isPending) ? (
        <SkeletonRows rows={8} label={t('loading')} />
      ) : reading.isError ? (
        <ErrorState title={t('failed')}>{refusal(reading.error)}</ErrorState>
      ) : (
        <FactForm
          key={`${section} ${key ?? ''}`}
          section={section}
          factKey={key}
          begin={reading.data?.declared ?? null}
          current={reading.data?.declared ?? null}
          preset={{ ...(site === null ? {} : { site }), ...(name === null ? {} : { key: name }) }}
          {...(proposed ? { proposed } : {})}
        />
      )}
    </PageBody>
  );
}
