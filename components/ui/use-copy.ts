'use client';

import { useState } from 'react';
import { toast } from './toast-store';
import { useUi } from './ui-context';

const SHOWN_MS = 1500;

export type Copying = { copied: boolean; copy: (text: string | (() => Promise<string>)) => Promise<void> };

/** Copies a text, or one that has to be fetched first; says for a moment that it has, or that it could not. */
export function useCopy(): Copying {
  const { words } = useUi();
  const [copied, setCopied] = useState(false);
  const copy: Copying['copy'] = async (text) => {
    try {
      if (!(await copyText(typeof text === 'string' ? text : await text()))) throw new Error('refused');
      setCopied(true);
      setTimeout(() => setCopied(false), SHOWN_MS);
    } catch {
      toast.error(words.copyFailed);
    }
  };
  return { copied, copy };
}

async function copyText(text: string): Promise<boolean> {
  // Over plain HTTP the browser has no clipboard to offer, whatever the types say.
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (!clipboard) return copySelected(text);
  await clipboard.writeText(text);
  return true;
}

/** The old way, which needs no secure context. */
function copySelected(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.style.position = 'fixed';
  field.style.opacity = '0';
  document.body.append(field);
  field.select();
  try {
    return document.execCommand('copy');
  } finally {
    field.remove();
  }
}
