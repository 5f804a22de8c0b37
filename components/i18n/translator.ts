import { createTranslator } from 'use-intl/core';
import type { Locale } from './locale';
import { messagesFor, type Messages } from './messages';

/** A translator for server components and metadata, where there is no React context. */
export function translatorFor<Feature extends keyof Messages>(locale: Locale, feature: Feature) {
  return createTranslator({ locale, messages: messagesFor(locale), namespace: feature, timeZone: 'UTC' });
}
