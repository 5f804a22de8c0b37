'use client';

import { Check, Copy } from 'lucide-react';
import { useRef, useState } from 'react';
import { Button } from './button';
import { cn } from './cn';
import { controlLook } from './input';
import { useUi } from './ui-context';

/** A secret on its only screen: to be copied by a button or, where the browser allows none (plain HTTP), by hand. */
export function ToldOnce({ label, value, className }: { label: string; value: string; className?: string }) {
  const { words } = useUi();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    field.current?.select();
    if (!window.isSecureContext) return;
    await navigator.clipboard.writeText(value);
    setCopied(true);
  };
  return (
    <div className={cn('flex min-w-0 items-center gap-2', className)}>
      <input
        ref={field}
        readOnly
        aria-label={label}
        value={value}
        onFocus={(event) => event.target.select()}
        className={cn(controlLook, 'h-8 px-2.5 mono text-12')}
      />
      <Button variant="primary" onClick={() => void copy()}>
        {copied ? <Check aria-hidden /> : <Copy aria-hidden />}
        {copied ? words.copied : words.copy}
      </Button>
    </div>
  );
}
