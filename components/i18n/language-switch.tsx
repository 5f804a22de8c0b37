'use client';

import { Globe } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Menu, MenuRadio } from '@/components/ui/dropdown-menu';
import { localeCookie, type Locale } from './locale';

const yearSeconds = 365 * 86_400;

/** Remembers the language in a cookie, so that the next page comes in it from the server. */
export function rememberLocale(locale: Locale): void {
  document.cookie = `${localeCookie}=${locale}; path=/; max-age=${yearSeconds}; samesite=lax`;
}

/** English or Chinese; the page stays where it is. */
export function LanguageSwitch() {
  const t = useTranslations('shell.language');
  const locale = useLocale();
  const router = useRouter();
  const [pending, start] = useTransition();
  return (
    <Menu
      trigger={
        <Button variant="ghost" size="sm" aria-label={t('label')} busy={pending} className="gap-1 [&_svg]:size-4">
          <Globe />
          {t('short')}
        </Button>
      }
    >
      <MenuRadio<Locale>
        value={locale}
        onChange={(next) => {
          rememberLocale(next);
          start(() => router.refresh());
        }}
        choices={[
          { value: 'en', label: <span lang="en">{t('en')}</span> },
          { value: 'zh-CN', label: <span lang="zh-CN">{t('zh')}</span> },
        ]}
      />
    </Menu>
  );
}
