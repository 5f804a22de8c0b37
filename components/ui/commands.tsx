'use client';

import { Check, Copy } from 'lucide-react';
import { IconButton } from './icon-button';
import { useUi } from './ui-context';
import { useCopy } from './use-copy';

/** Lines for a terminal, as they are to be typed, with the one button that copies all of them. */
export function Commands({ lines, label }: { lines: readonly string[]; label: string }) {
  const { words } = useUi();
  const { copied, copy } = useCopy();
  return (
    <div className="relative mt-1 rounded-2 border border-line bg-sunken">
      <pre
        aria-label={label}
        tabIndex={0}
        className="mono max-h-56 overflow-auto px-3 py-2 pr-10 text-11 whitespace-pre"
      >
        {lines.join('\n')}
      </pre>
      <IconButton
        label={copied ? words.copied : words.copy}
        onClick={() => void copy(lines.join('\n'))}
        className="absolute top-1 right-1"
      >
        {copied ? <Check className="text-healthy" /> : <Copy />}
      </IconButton>
    </div>
  );
}
