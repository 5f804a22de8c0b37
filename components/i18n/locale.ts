/** The languages there are. */
export type Locale = 'en' | 'zh-CN';

export const locales = ['en', 'zh-CN'] as const satisfies readonly Locale[];

/** The cookie that holds a person's choice. */
export const localeCookie = 'locale';

export function isLocale(value: unknown): value is Locale {
  return locales.some((each) => each === value);
}

/** The chosen language, or the one the browser asks for first among ours (RFC 9110 section 12.5.4), or English. */
export function negotiateLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  if (isLocale(chosen)) return chosen;
  const asked = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = parameters.map((each) => /^\s*q=([\d.]+)\s*$/u.exec(each)?.[1]).find(Boolean);
      return { tag: tag.trim().toLowerCase(), quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag, quality }) => tag && quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of asked) {
    if (tag === 'zh' || tag.startsWith('zh-')) return 'zh-CN';
    if (tag === 'en' || tag.startsWith('en-')) return 'en';
  }
  return 'en';
}
