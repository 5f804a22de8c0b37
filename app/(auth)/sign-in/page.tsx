import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { destinationAfterSignIn } from '@/components/auth/destination';
import { issuerFailure } from '@/components/auth/issuer';
import { IssuerSignIn } from '@/components/auth/issuer-sign-in';
import { SignInForm } from '@/components/auth/sign-in-form';
import { SignInPicture } from '@/components/auth/sign-in-picture';
import { translatorFor } from '@/components/i18n/translator';
import { actorFromHeaders } from '@/server/auth/actor';
import { signInIssuer } from '@/server/auth/auth';
import { requestLocale } from '../../request-locale';

export async function generateMetadata(): Promise<Metadata> {
  return { title: translatorFor(await requestLocale(), 'auth')('title') };
}

type Query = Promise<{ next?: string | string[]; error?: string | string[] }>;
const only = (value: string | string[] | undefined) => (typeof value === 'string' ? value : undefined);

export default async function SignInPage({ searchParams }: { searchParams: Query }) {
  const t = translatorFor(await requestLocale(), 'auth');
  const { next, error } = await searchParams;
  const destination = destinationAfterSignIn(only(next));
  // Also where the issuer sends people back to: who is in goes on to where they wanted.
  if ((await actorFromHeaders(await headers())).kind === 'person') redirect(destination);
  const issuer = signInIssuer();
  return (
    <div className="w-full max-w-90">
      <SignInPicture />
      <h1 className="mt-8 text-20 tracking-[-0.015em]">{t('title')}</h1>
      <p className="mt-1 mb-6 text-ink-2">{t('sentence')}</p>
      {issuer && <IssuerSignIn issuer={issuer.name} destination={destination} failed={issuerFailure(only(error))} />}
      <SignInForm destination={destination} />
      <p className="mt-6 text-12 text-ink-3">{t('firstStart')}</p>
    </div>
  );
}
