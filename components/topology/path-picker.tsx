'use client';

import { Route } from 'lucide-react';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Popover } from '@/components/ui/popover';
import { FlowSelect } from './flow-select';
import type { Picture } from './picture';
import type { ChangeAddress } from './use-topology-address';

/** Which way to look at: one of the declared flows, or between any two addresses, pools or sites. */
export function PathPicker({ flows, onChange }: { flows: Picture['flows']; onChange: ChangeAddress }) {
  const t = useTranslations('topology.path');
  const [open, setOpen] = useState(false);
  const [ends, setEnds] = useState({ from: '', to: '' });
  const show = (part: Parameters<ChangeAddress>[0]) => {
    setOpen(false);
    void onChange({ flow: null, from: null, to: null, tab: null, ...(typeof part === 'object' ? part : {}) });
  };
  return (
    <Popover
      label={t('choose')}
      align="end"
      open={open}
      onOpenChange={setOpen}
      className="w-80"
      trigger={
        <Button size="sm">
          <Route />
          {t('label')}
        </Button>
      }
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (ends.from.trim() && ends.to.trim()) show({ from: ends.from.trim(), to: ends.to.trim() });
        }}
      >
        <FlowSelect flows={flows} value={null} onChange={(flow) => show({ flow })} />
        <p className="text-12 text-ink-3">{t('anyTwo')}</p>
        <Field label={t('from')}>
          <Input mono value={ends.from} onChange={(event) => setEnds({ ...ends, from: event.target.value })} />
        </Field>
        <Field label={t('to')}>
          <Input mono value={ends.to} onChange={(event) => setEnds({ ...ends, to: event.target.value })} />
        </Field>
        <Button type="submit" variant="primary" size="sm" className="self-start">
          {t('follow')}
        </Button>
      </form>
    </Popover>
  );
}
