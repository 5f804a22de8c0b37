'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/dialog';
import type { Token } from './token';
import { useTokenActions } from './use-token-actions';

/** Ends a token, after asking: whatever uses it stops at once. */
export function RevokeToken({ token, owner }: { token: Token; owner: boolean }) {
  const t = useTranslations('tokens');
  const { revoke } = useTokenActions();
  const [asking, setAsking] = useState(false);
  const { id: tokenId, name } = token;
  return (
    <>
      <Button
        size="sm"
        variant="ghost"
        aria-label={t('revokeTitle', { name })}
        onClick={(event) => {
          event.stopPropagation();
          setAsking(true);
        }}
      >
        {t('revoke')}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        danger
        title={t('revokeTitle', { name })}
        confirmLabel={t('revokeConfirm')}
        cancelLabel={t('keep')}
        busy={revoke.isPending}
        onConfirm={() => revoke.mutate({ tokenId }, { onSettled: () => setAsking(false) })}
      >
        {owner ? t('revokeDetailOf', { owner: token.owner.name }) : t('revokeDetail')}
      </ConfirmDialog>
    </>
  );
}
