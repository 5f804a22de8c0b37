// @vitest-environment jsdom
import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { useTranslations } from 'use-intl';
import { TimeAgo } from '@/components/ui/time-ago';
import type { Locale } from './locale';
import { messagesFor } from './messages';
import { I18nProvider } from './provider';

afterEach(cleanup);

function Page() {
  const t = useTranslations('shell');
  return (
    <>
      <p>{t('nav.changes')}</p>
      <TimeAgo at={0} now={12_000} />
      <TimeAgo at={7_200_000} now={0} />
    </>
  );
}

it.each([
  ['en', ['Changes', '12 s ago', 'in 2 h']],
  ['zh-CN', ['变更', '12 秒前', '2 小时后']],
] as const)('everything below speaks %s, the primitives too', (locale: Locale, words) => {
  render(
    <I18nProvider locale={locale} messages={messagesFor(locale)} renderedAt={0}>
      <Page />
    </I18nProvider>,
  );
  for (const word of words) expect(screen.getByText(word)).toBeTruthy();
});
