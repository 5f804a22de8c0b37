'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Switch } from '@/components/ui/switch';

export type ViewDraft = { viewId?: string; name: string; shared: boolean };

type SaveViewDialogProps = {
  draft: ViewDraft;
  busy: boolean;
  onSave: (draft: ViewDraft) => void;
  onClose: () => void;
};

/** A name for what is looked at, and whether others see it. */
export function SaveViewDialog({ draft, busy, onSave, onClose }: SaveViewDialogProps) {
  const t = useTranslations('topology.views');
  const [name, setName] = useState(draft.name);
  const [shared, setShared] = useState(draft.shared);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={draft.viewId ? t('rename') : t('saveNew')}>
      <form
        className="flex flex-col gap-4 p-5"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) onSave({ ...draft, name: name.trim(), shared });
        }}
      >
        <Field label={t('name')} help={t('nameHelp')}>
          <Input value={name} maxLength={120} autoFocus onChange={(event) => setName(event.target.value)} />
        </Field>
        <Switch checked={shared} onChange={setShared} label={t('shared')} />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button type="submit" variant="primary" busy={busy} disabled={name.trim() === ''}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
