import './globals.css';
import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { NuqsAdapter } from 'nuqs/adapters/next/app';
import type { ReactNode } from 'react';
import { messagesFor } from '@/components/i18n/messages';
import { I18nProvider } from '@/components/i18n/provider';
import { ThemeProvider } from '@/components/theme/theme-provider';
import { Toaster } from '@/components/ui/toaster';
import { requestLocale } from './request-locale';

export const metadata: Metadata = { title: { default: 'Causeway', template: '%s · Causeway' } };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const locale = await requestLocale();
  const nonce = (await headers()).get('x-nonce') ?? undefined;
  return (
    // The theme is set on this element before React sees it.
    <html lang={locale} suppressHydrationWarning>
      <body>
        <ThemeProvider nonce={nonce}>
          <I18nProvider locale={locale} messages={messagesFor(locale)} renderedAt={renderTime()} nonce={nonce}>
            <NuqsAdapter>{children}</NuqsAdapter>
            <Toaster />
          </I18nProvider>
        </ThemeProvider>
      </body>
    </html>
  );
}

/** The moment of this request, to the second: ages on the page are counted from it. */
function renderTime(): number {
  return Math.floor(Date.now() / 1000) * 1000;
}
