'use client';

import { Eye, EyeOff } from 'lucide-react';
import { useState, useTransition } from 'react';
import { useForm, type UseFormRegister } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useUi } from '@/components/ui/ui-context';
import { FailureLine, type SignInFailure } from './failure-line';
import { signIn } from './sign-in';

type Credentials = { email: string; password: string };

/** Email and password. `destination` is already checked to lie on this site. */
export function SignInForm({ destination }: { destination: string }) {
  const t = useTranslations('auth');
  const { register, handleSubmit, formState, setFocus, resetField } = useForm<Credentials>({
    defaultValues: { email: '', password: '' },
  });
  const [failure, setFailure] = useState<SignInFailure | null>(null);
  const [pending, start] = useTransition();
  const attempt = ({ email, password }: Credentials) =>
    start(async () => {
      const result = await signIn(email.trim(), password);
      if (result.kind === 'signed-in') {
        // A full load: every page from here on is rendered for this person.
        window.location.assign(destination);
        // Stays busy until the new page takes over.
        await new Promise(() => undefined);
        return;
      }
      setFailure(result);
      if (result.kind === 'wrong') {
        resetField('password');
        setFocus('password');
      }
    });
  const { errors } = formState;
  return (
    // method="post": should the script not be there yet, the password does not end up in the address.
    <form method="post" noValidate onSubmit={handleSubmit(attempt)} className="flex flex-col gap-4">
      {failure && <FailureLine failure={failure} />}
      <Field label={t('email')} error={errors.email?.message}>
        <Input
          type="email"
          autoComplete="username"
          autoFocus
          autoCapitalize="none"
          spellCheck={false}
          className="h-10"
          {...register('email', {
            validate: (value) => {
              if (!value.trim()) return t('errors.emailMissing');
              return /^[^\s@]+@[^\s@]+$/u.test(value.trim()) || t('errors.emailForm');
            },
          })}
        />
      </Field>
      <Field label={t('password')} error={errors.password?.message}>
        <PasswordInput register={register} missing={t('errors.passwordMissing')} />
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={pending} className="mt-1 w-full">
        {pending ? t('submitting') : t('submit')}
      </Button>
    </form>
  );
}

function PasswordInput({ register, missing }: { register: UseFormRegister<Credentials>; missing: string }) {
  const { words } = useUi();
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <Input
      type={shown ? 'text' : 'password'}
      autoComplete="current-password"
      className="h-10 pr-10"
      {...register('password', { required: missing })}
      trail={
        <button
          type="button"
          aria-pressed={shown}
          aria-label={shown ? words.hidePassword : words.showPassword}
          onClick={() => setShown(!shown)}
          className="flex size-7 items-center justify-center rounded-2 hover:bg-hover hover:text-ink"
        >
          <Icon aria-hidden className="size-4 stroke-[1.5]" />
        </button>
      }
    />
  );
}
