'use client';

import { useMemo, type ReactNode } from 'react';
import { IntlProvider, useTranslations } from 'use-intl';
import { UiProvider, useTimeZone, type UiWords } from '@/components/ui/ui-context';
import type { Locale } from './locale';
import type { Messages } from './messages';

export type I18nProviderProps = {
  locale: Locale;
  /** The catalogue comes as a prop, so that the browser is sent one language, not all. */
  messages: Messages;
  /** Milliseconds since the epoch when the page was rendered. */
  renderedAt: number;
  nonce?: string;
  children: ReactNode;
};

/** The reader's language for everything below, the primitives' own words included. */
export function I18nProvider({ locale, messages, renderedAt, nonce, children }: I18nProviderProps) {
  const timeZone = useTimeZone();
  const now = useMemo(() => new Date(renderedAt), [renderedAt]);
  return (
    <IntlProvider locale={locale} messages={messages} timeZone={timeZone} now={now}>
      <UiInWords locale={locale} renderedAt={renderedAt} nonce={nonce}>
        {children}
      </UiInWords>
    </IntlProvider>
  );
}

function UiInWords({ locale, renderedAt, nonce, children }: Omit<I18nProviderProps, 'messages'>) {
  const t = useTranslations('common');
  const words = useMemo(
    (): UiWords => ({
      copy: t('copy'),
      copied: t('copied'),
      close: t('close'),
      retry: t('retry'),
      loading: t('loading'),
      noMatch: t('noMatch'),
      filter: t('filter'),
      clearFilter: t('clearFilter'),
      columns: t('columns'),
      copyFailed: t('copyFailed'),
      copyCsv: t('copyCsv'),
      sortBy: (column) => t('sortBy', { column }),
      rowsShown: (shown, total) => (shown === total ? t('rowsAll', { total }) : t('rowsShown', { shown, total })),
      showPassword: t('showPassword'),
      hidePassword: t('hidePassword'),
      notifications: t('notifications'),
      justNow: t('time.justNow'),
      ago: (value, unit) => t('time.ago', { value, unit }),
      ahead: (value, unit) => t('time.ahead', { value, unit }),
    }),
    [t],
  );
  return (
    <UiProvider locale={locale} renderedAt={renderedAt} nonce={nonce} words={words}>
      {children}
    </UiProvider>
  );
}
