import { cookies, headers } from 'next/headers';
import { localeCookie, negotiateLocale, type Locale } from '@/components/i18n/locale';

/** The language of this request: the person's choice, else what the browser asks for. */
export async function requestLocale(): Promise<Locale> {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  return negotiateLocale(jar.get(localeCookie)?.value, head.get('accept-language'));
}
