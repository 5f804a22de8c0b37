'use client';

import { ArrowLeftRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { EndField } from './end-field';
import type { ReachAddress } from './use-reach-address';

type Ends = { from: string; to: string };

/** The two ends. The question is asked with the button, so that nothing is followed to half a name. */
export function EndsForm({ address, onAsk }: { address: ReachAddress; onAsk: (ends: Ends) => void }) {
  const t = useTranslations('reachability');
  const [draft, setDraft] = useState<Ends>({ from: address.from, to: address.to });
  const ready = draft.from.trim() !== '' && draft.to.trim() !== '';
  const ask = ({ from, to }: Ends) => onAsk({ from: from.trim(), to: to.trim() });
  return (
    <form
      role="search"
      className="mb-3 flex flex-wrap items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) ask(draft);
      }}
    >
      <EndField
        label={t('from')}
        value={draft.from}
        at={address.at}
        onChange={(from) => setDraft({ ...draft, from })}
      />
      <IconButton
        label={t('swap')}
        size="md"
        onClick={() => {
          const swapped = { from: draft.to, to: draft.from };
          setDraft(swapped);
          if (ready) ask(swapped);
        }}
      >
        <ArrowLeftRight />
      </IconButton>
      <EndField label={t('to')} value={draft.to} at={address.at} onChange={(to) => setDraft({ ...draft, to })} />
      <Button type="submit" variant="primary" disabled={!ready}>
        {t('trace')}
      </Button>
    </form>
  );
}
