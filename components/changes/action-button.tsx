'use client';

import { useTranslations } from 'use-intl';
import { Button, type ButtonProps } from '@/components/ui/button';
import { Tooltip } from '@/components/ui/tooltip';
import type { ChangeAction } from '@/domain/changes/actions';
import type { ChangeDetails } from './details';

/** A verb of the change; one that is refused stays in sight and says why. */
export function ActionButton({
  details,
  verb,
  onPress,
  children,
  ...button
}: { details: ChangeDetails; verb: ChangeAction; onPress: () => void } & Omit<ButtonProps, 'onClick'>) {
  const t = useTranslations('errors.reasons');
  const allowed = details.actions.find((each) => each.action === verb);
  if (!allowed?.shown) return null;
  const { refusal } = allowed;
  const pressed = (
    <Button {...button} aria-disabled={refusal !== null} onClick={() => refusal === null && onPress()}>
      {children}
    </Button>
  );
  if (refusal === null) return pressed;
  const reason = refusal.reason as 'unexpected';
  return <Tooltip content={t.has(reason) ? t(reason, refusal.params as never) : refusal.reason}>{pressed}</Tooltip>;
}
