import type { Metadata } from 'next';
import { destinationAfterSignIn } from '@/components/auth/destination';
import { SignInForm } from '@/components/auth/sign-in-form';
import { SignInPicture } from '@/components/auth/sign-in-picture';
import { translatorFor } from '@/components/i18n/translator';
import { requestLocale } from '../../request-locale';

export async function generateMetadata(): Promise<Metadata> {
  return { title: translatorFor(await requestLocale(), 'auth')('title') };
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string | string[] }> }) {
  const t = translatorFor(await requestLocale(), 'auth');
  const { next } = await searchParams;
  return (
    <div className="w-full max-w-90">
      <SignInPicture />
      <h1 className="mt-8 text-20 tracking-[-0.015em]">{t('title')}</h1>
      <p className="mt-1 mb-6 text-ink-2">{t('sentence')}</p>
      <SignInForm destination={destinationAfterSignIn(typeof next === 'string' ? next : undefined)} />
      <p className="mt-6 text-12 text-ink-3">{t('firstStart')}</p>
    </div>
  );
}
