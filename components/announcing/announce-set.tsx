'use client';

import { Check, Copy } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Commands } from '@/components/ui/commands';
import { useCopy } from '@/components/ui/use-copy';
import type { Advice } from './details';
import { useSomePrefixes } from './use-some-prefixes';

type AnnounceSetProps = { set: Advice['exact']; neighbour: string };

/** The prefixes of one set, to be copied, and what to type on the gateway for it. */
export function AnnounceSet({ set: { prefixes, commands }, neighbour }: AnnounceSetProps) {
  const t = useTranslations('announcing');
  const some = useSomePrefixes();
  const { copied, copy } = useCopy();
  return (
    <div className="mt-2 flex flex-col gap-1">
      <div className="flex items-start gap-2">
        <p className="mono min-w-0 flex-1 text-11 wrap-anywhere">{some(prefixes)}</p>
        <Button size="sm" variant="ghost" onClick={() => void copy(prefixes.join('\n'))}>
          {copied ? <Check className="text-healthy" /> : <Copy />}
          <span aria-live="polite">{copied ? t('copied') : t('copyPrefixes')}</span>
        </Button>
      </div>
      {commands.length > 0 ? (
        <details className="text-12">
          <summary className="cursor-pointer text-accent">{t('commands')}</summary>
          <p className="mt-1 text-ink-3">{t('commandsHelp')}</p>
          <Commands lines={commands} label={t('commands')} />
        </details>
      ) : (
        <p className="text-12 text-ink-3">{t('noCommands', { neighbour })}</p>
      )}
    </div>
  );
}
