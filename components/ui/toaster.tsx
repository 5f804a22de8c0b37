'use client';

import { X } from 'lucide-react';
import { Toast } from 'radix-ui';
import { useSyncExternalStore } from 'react';
import { StatusShape } from './status-mark';
import { noticeStore, type Notice } from './toast-store';
import { useUi } from './ui-context';

export { toast } from './toast-store';

const nothing: readonly Notice[] = [];

/** Where short notices appear: once, in the root layout. F8 leads the keyboard there. */
export function Toaster() {
  const { words } = useUi();
  const notices = useSyncExternalStore(noticeStore.subscribe, noticeStore.snapshot, () => nothing);
  return (
    <Toast.Provider label={words.notifications} duration={6000} swipeDirection="right">
      {notices.map((notice) => (
        <NoticeView key={notice.id} notice={notice} />
      ))}
      <Toast.Viewport
        label={`${words.notifications} ({hotkey})`}
        className="fixed right-4 bottom-4 z-50 flex w-90 max-w-[calc(100vw-32px)] flex-col gap-2 outline-none"
      />
    </Toast.Provider>
  );
}

function NoticeView({ notice }: { notice: Notice }) {
  const { words } = useUi();
  return (
    <Toast.Root
      open
      type={notice.status === 'broken' ? 'foreground' : 'background'}
      duration={notice.durationMs}
      onOpenChange={(open) => !open && noticeStore.dismiss(notice.id)}
      className="flex appear items-start gap-2.5 rounded-3 border border-line-2 bg-surface py-3 pr-2 pl-4 shadow-2"
    >
      <StatusShape status={notice.status} className="mt-1" />
      <div className="min-w-0 flex-1">
        <Toast.Title className="font-medium">{notice.title}</Toast.Title>
        {notice.description && (
          <Toast.Description className="text-12 text-ink-2">{notice.description}</Toast.Description>
        )}
      </div>
      {notice.action && (
        <Toast.Action asChild altText={notice.action.label} onClick={notice.action.onClick}>
          <button type="button" className="shrink-0 text-12 leading-5 font-medium text-accent hover:underline">
            {notice.action.label}
          </button>
        </Toast.Action>
      )}
      <Toast.Close
        aria-label={words.close}
        className="flex size-5 shrink-0 items-center justify-center rounded-1 text-ink-3 hover:text-ink"
      >
        <X aria-hidden className="size-3.5 stroke-[1.5]" />
      </Toast.Close>
    </Toast.Root>
  );
}
