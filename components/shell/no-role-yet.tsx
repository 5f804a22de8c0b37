'use client';

import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { toast } from '@/components/ui/toaster';
import { signOut } from './sign-out';

/** Somebody who came through the organisation's issuer and whom no administrator has given a role. */
export function NoRoleYet({ name, email }: { name: string; email: string }) {
  const t = useTranslations('shell');
  const leave = async () => {
    if (!(await signOut())) toast.error(t('person.signOutFailed'));
  };
  return (
    <EmptyState
      level={1}
      title={t('noRole.title', { name })}
      action={
        <div className="flex gap-2">
          <Button variant="primary" onClick={() => window.location.reload()}>
            {t('noRole.again')}
          </Button>
          <Button onClick={() => void leave()}>{t('person.signOut')}</Button>
        </div>
      }
    >
      {t('noRole.detail', { email })}
    </EmptyState>
  );
}
