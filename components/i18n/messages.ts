import { en, type Messages } from './en';
import type { Locale } from './locale';
import { zhCN } from './zh-CN';

export type { Messages } from './en';

declare module 'use-intl' {
  interface AppConfig {
    Messages: Messages;
    Locale: Locale;
  }
}

const catalogues: Record<Locale, Messages> = { en, 'zh-CN': zhCN };

/** The catalogue of one language. */
export function messagesFor(locale: Locale): Messages {
  return catalogues[locale];
}
