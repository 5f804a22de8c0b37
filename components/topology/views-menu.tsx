'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Bookmark, Link2, Pencil, Trash2, Users } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { ConfirmDialog } from '@/components/ui/dialog';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/dropdown-menu';
import { toast } from '@/components/ui/toast-store';
import { useCopy } from '@/components/ui/use-copy';
import { movesText, type Moves } from '@/domain/topology/settle';
import type { SavedView } from './picture';
import { MOST_ADDRESS } from './use-shared-moves';
import { SaveViewDialog, type ViewDraft } from './save-view-dialog';

/** What the present picture is kept as; where things are is told apart from the address where it would be too long for one. */
type Kept = { address: string; moves: string };

/** The path and query that show the same picture, with things where they are; which saved view it began as is no part of it. */
function presentView(moves: Moves): Kept {
  const query = new URLSearchParams(window.location.search);
  query.delete('saved');
  query.delete('moves');
  const bare = addressOf(query);
  const text = movesText(moves);
  if (text === '') return { address: bare, moves: '' };
  query.set('moves', text);
  const whole = addressOf(query);
  return whole.length > MOST_ADDRESS ? { address: bare, moves: text } : { address: whole, moves: '' };
}

function addressOf(query: URLSearchParams): string {
  const text = query.toString();
  return `${window.location.pathname}${text ? `?${text}` : ''}`;
}

export function viewHref(id: string): string {
  return `/views/${id}`;
}

type ViewsMenuProps = { saved: string | null; moves: Moves; onOpened: (id: string | null) => void };

/** Views that one has saved and those that others share: open, save, rename, share, delete. */
export function ViewsMenu({ saved, moves, onOpened }: ViewsMenuProps) {
  const t = useTranslations('topology.views');
  const trpc = useTRPC();
  const views = useQuery(trpc.views.list.queryOptions({})).data ?? [];
  const current = views.find((each) => each.id === saved);
  const [draft, setDraft] = useState<ViewDraft | null>(null);
  const [removing, setRemoving] = useState<SavedView | null>(null);
  const { copy } = useCopy();
  const { save, remove } = useViewActions(onOpened);
  const keep = (view: SavedView, part: Partial<SavedView & Kept>) =>
    save.mutate({ viewId: view.id, name: view.name, address: view.address, shared: view.shared, ...part });
  return (
    <>
      <Menu
        trigger={
          <Button size="sm">
            <Bookmark />
            <span className={cn('max-w-40 truncate', !current && 'max-2xl:sr-only')}>
              {current?.name ?? t('label')}
            </span>
          </Button>
        }
        className="max-w-80"
      >
        {views.length > 0 && <MenuLabel>{t('open')}</MenuLabel>}
        {views.map((view) => (
          <MenuItem key={view.id} asChild>
            <Link href={viewHref(view.id)}>
              {view.shared ? <Users /> : <Bookmark />}
              <span className="min-w-0 flex-1 truncate">{view.name}</span>
              {!view.mine && <span className="text-11 text-ink-3">{view.owner}</span>}
            </Link>
          </MenuItem>
        ))}
        {views.length > 0 && <MenuSeparator />}
        <MenuItem icon={<Bookmark />} onSelect={() => setDraft({ name: '', shared: false })}>
          {t('saveNew')}
        </MenuItem>
        {current && (
          <MenuItem icon={<Link2 />} onSelect={() => void copy(window.location.origin + viewHref(current.id))}>
            {t('copyLink')}
          </MenuItem>
        )}
        {current?.mine && (
          <>
            <MenuItem icon={<Bookmark />} onSelect={() => keep(current, presentView(moves))}>
              {t('update')}
            </MenuItem>
            <MenuItem
              icon={<Pencil />}
              onSelect={() => setDraft({ viewId: current.id, name: current.name, shared: current.shared })}
            >
              {t('rename')}
            </MenuItem>
            <MenuItem icon={<Users />} onSelect={() => keep(current, { shared: !current.shared })}>
              {current.shared ? t('unshare') : t('share')}
            </MenuItem>
            <MenuItem icon={<Trash2 />} danger onSelect={() => setRemoving(current)}>
              {t('remove')}
            </MenuItem>
          </>
        )}
      </Menu>
      {draft && (
        <SaveViewDialog
          draft={draft}
          busy={save.isPending}
          onClose={() => setDraft(null)}
          onSave={({ viewId, name, shared }) => {
            const renamed = views.find((each) => each.id === viewId);
            const kept = renamed ? { viewId: renamed.id, address: renamed.address } : presentView(moves);
            save.mutate({ ...kept, name, shared }, { onSuccess: () => setDraft(null) });
          }}
        />
      )}
      <ConfirmDialog
        open={removing !== null}
        onOpenChange={(open) => !open && setRemoving(null)}
        title={t('removeTitle', { name: removing?.name ?? '' })}
        confirmLabel={t('remove')}
        cancelLabel={t('cancel')}
        danger
        busy={remove.isPending}
        onConfirm={() => removing && remove.mutate({ viewId: removing.id }, { onSuccess: () => setRemoving(null) })}
      >
        {t('removeDetail')}
      </ConfirmDialog>
    </>
  );
}

function useViewActions(onOpened: (id: string | null) => void) {
  const t = useTranslations('topology.views');
  const refusal = useRefusalText();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const refresh = () => void queryClient.invalidateQueries({ queryKey: trpc.views.pathKey() });
  const onError = (error: unknown) => void toast.error(refusal(error));
  const save = useMutation(
    trpc.views.save.mutationOptions({
      onError,
      onSuccess({ viewId }) {
        refresh();
        onOpened(viewId);
        toast.success(t('saved'));
      },
    }),
  );
  const remove = useMutation(
    trpc.views.remove.mutationOptions({
      onError,
      onSuccess() {
        refresh();
        onOpened(null);
        toast.success(t('removed'));
      },
    }),
  );
  return { save, remove };
}
