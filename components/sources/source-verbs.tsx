'use client';

import { Ellipsis, Pencil, RefreshCw, Trash2, Unplug } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useMe } from '@/components/people/use-me';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/dialog';
import { Menu, MenuItem, MenuSeparator } from '@/components/ui/dropdown-menu';
import { IconButton } from '@/components/ui/icon-button';
import type { Source } from './source-words';
import type { SourceActions } from './use-source-actions';

/** The verbs of one source; who may not, does not see them. */
export function SourceVerbs({
  source,
  actions,
  editing,
  onEdit,
}: {
  source: Source;
  actions: SourceActions;
  editing: boolean;
  onEdit: () => void;
}) {
  const t = useTranslations('sources');
  const { may } = useMe();
  const [removing, setRemoving] = useState(false);
  const { id: sourceId, name } = source;
  return (
    <>
      {source.mayRefresh && (
        <Button
          size="sm"
          disabled={!source.enabled}
          busy={actions.refresh.isPending}
          onClick={() => actions.refresh.mutate({ sourceId })}
        >
          <RefreshCw aria-hidden />
          {t('refresh')}
        </Button>
      )}
      {may('source:manage') && (
        <>
          <Button size="sm" busy={actions.test.isPending} onClick={() => actions.test.mutate({ sourceId })}>
            <Unplug aria-hidden />
            {t('test')}
          </Button>
          <Button size="sm" aria-expanded={editing} onClick={onEdit}>
            <Pencil aria-hidden />
            {t('edit')}
          </Button>
          <Menu trigger={<IconButton label={t('more', { name })}>{<Ellipsis aria-hidden />}</IconButton>}>
            <MenuItem icon={<Pencil />} onSelect={onEdit}>
              {t('edit')}
            </MenuItem>
            <MenuSeparator />
            <MenuItem danger icon={<Trash2 />} onSelect={() => setRemoving(true)}>
              {t('remove')}
            </MenuItem>
          </Menu>
          <ConfirmDialog
            open={removing}
            onOpenChange={setRemoving}
            danger
            title={t('removeTitle', { name })}
            confirmLabel={t('removeConfirm')}
            cancelLabel={t('keep')}
            busy={actions.remove.isPending}
            onConfirm={() => actions.remove.mutate({ sourceId }, { onSettled: () => setRemoving(false) })}
          >
            {t('removeDetail')}
          </ConfirmDialog>
        </>
      )}
    </>
  );
}
