'use client';

import { Toaster as Sonner } from 'sonner';
import { StatusShape } from './status-mark';
import { useUi } from './ui-context';

export { toast } from 'sonner';

/** Where short notices appear. A notice is never the only record of something. */
export function Toaster() {
  const { words } = useUi();
  return (
    <Sonner
      position="bottom-right"
      containerAriaLabel={words.notifications}
      icons={{
        success: <StatusShape status="healthy" />,
        error: <StatusShape status="broken" />,
        warning: <StatusShape status="warning" />,
        info: <StatusShape status="unknown" />,
        loading: <StatusShape status="changing" />,
      }}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-(--width) items-start gap-2.5 rounded-3 border border-line-2 bg-surface px-4 py-3 text-13 text-ink shadow-2',
          icon: 'flex h-5 shrink-0 items-center',
          content: 'min-w-0 flex-1',
          title: 'font-medium',
          description: 'text-12 text-ink-2',
          actionButton: 'ml-auto shrink-0 text-12 font-medium text-accent hover:underline',
        },
      }}
    />
  );
}
