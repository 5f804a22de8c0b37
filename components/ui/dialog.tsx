'use client';

import { AlertDialog, Dialog as Radix } from 'radix-ui';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './button';
import { cn } from './cn';
import { useUi } from './ui-context';

const veil = 'fixed inset-0 z-40 bg-bg/70 backdrop-blur-[1px]';
const sheet =
  'fixed top-[18vh] left-1/2 z-50 max-h-[72vh] w-[calc(100vw-32px)] max-w-120 -translate-x-1/2 overflow-y-auto rounded-3 border border-line-2 bg-surface shadow-2 outline-none';

export type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** What will happen, and that it cannot be undone. */
  children: ReactNode;
  /** The verb itself, never "OK". */
  confirmLabel: string;
  cancelLabel: string;
  onConfirm: () => void;
  danger?: boolean;
  busy?: boolean;
  disabled?: boolean;
};

/** Only to confirm what cannot be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange, title, children, confirmLabel, cancelLabel, onConfirm, danger, busy, disabled } = props;
  return (
    <AlertDialog.Root open={open} onOpenChange={onOpenChange}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className={veil} />
        <AlertDialog.Content className={cn(sheet, 'appear p-5')}>
          <AlertDialog.Title className="text-15 font-strong">{title}</AlertDialog.Title>
          <AlertDialog.Description asChild>
            <div className="mt-2 text-13 text-ink-2">{children}</div>
          </AlertDialog.Description>
          <div className="mt-5 flex justify-end gap-2">
            <AlertDialog.Cancel asChild>
              <Button>{cancelLabel}</Button>
            </AlertDialog.Cancel>
            <Button variant={danger ? 'danger' : 'primary'} busy={busy} disabled={disabled} onClick={onConfirm}>
              {confirmLabel}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

export type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** For a dialog whose content says what it is (the command palette). */
  titleHidden?: boolean;
  children: ReactNode;
  className?: string;
};

/** A reference one calls up and dismisses: the palette, the keys. Work happens on pages, not here. */
export function Dialog({ open, onOpenChange, title, titleHidden, children, className }: DialogProps) {
  const { words } = useUi();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={veil} />
        <Radix.Content aria-describedby={undefined} className={cn(sheet, 'appear', className)}>
          <header className={cn('flex items-center justify-between px-5 pt-4', titleHidden && 'sr-only')}>
            <Radix.Title className="text-15 font-strong">{title}</Radix.Title>
            <Radix.Close asChild>
              <Button variant="ghost" size="sm" className="w-7 px-0" aria-label={words.close}>
                <X />
              </Button>
            </Radix.Close>
          </header>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
