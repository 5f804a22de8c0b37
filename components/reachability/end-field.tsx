'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useId, useState, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { useTRPC, type ApiOutputs } from '@/components/api/client';
import { useTitle } from '@/components/i18n/use-title';
import { cn } from '@/components/ui/cn';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';

type Proposed = ApiOutputs['reachability']['ends'][number];
type EndFieldProps = { label: string; value: string; at: Date | null; onChange: (text: string) => void };

/** One end: typed as an address or a range, or chosen among what begins like what is typed. */
export function EndField({ label, value, at, onChange }: EndFieldProps) {
  const t = useTranslations('reachability');
  const list = useId();
  const trpc = useTRPC();
  const [open, setOpen] = useState(false);
  // Nothing is chosen before somebody moves to it: Enter then asks with what is typed.
  const [cursor, setCursor] = useState(-1);
  const found = useQuery(
    trpc.reachability.ends.queryOptions(
      { text: value, ...(at ? { at: at.toISOString() } : {}) },
      { enabled: open, placeholderData: keepPreviousData },
    ),
  );
  const ends = open ? (found.data ?? []) : [];
  const choose = (end: Proposed | undefined) => {
    if (end) onChange(end.text);
    setOpen(false);
    setCursor(-1);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && open) setOpen(false);
    else if (event.key === 'ArrowDown') {
      setOpen(true);
      setCursor(Math.min(ends.length - 1, cursor + 1));
    } else if (event.key === 'ArrowUp') setCursor(Math.max(-1, cursor - 1));
    else if (event.key === 'Enter' && ends[cursor]) choose(ends[cursor]);
    else return;
    event.preventDefault();
  };
  return (
    <div className="relative min-w-0 flex-1" onBlur={() => setOpen(false)}>
      <Field label={label}>
        <Input
          mono
          value={value}
          maxLength={256}
          onFocus={() => setOpen(true)}
          onChange={(event) => {
            setOpen(true);
            setCursor(-1);
            onChange(event.target.value);
          }}
          onKeyDown={onKeyDown}
          role="combobox"
          aria-expanded={ends.length > 0}
          aria-controls={list}
          aria-activedescendant={ends[cursor] ? `${list}-${cursor}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          placeholder={t('placeholder')}
        />
      </Field>
      <ul
        id={list}
        role="listbox"
        aria-label={t('proposals')}
        hidden={ends.length === 0}
        className="absolute top-[54px] left-0 z-40 w-full min-w-88 rounded-2 border border-line-2 bg-surface p-1 shadow-2"
      >
        {ends.map((end, index) => (
          <Option
            key={`${end.kind} ${end.text}`}
            id={`${list}-${index}`}
            end={end}
            active={index === cursor}
            onChoose={() => choose(end)}
          />
        ))}
      </ul>
    </div>
  );
}

type OptionProps = { id: string; end: Proposed; active: boolean; onChoose: () => void };

function Option({ id, end, active, onChoose }: OptionProps) {
  const t = useTranslations('reachability');
  const title = useTitle()(end.title);
  return (
    <li
      id={id}
      role="option"
      aria-selected={active}
      // The box must not lose the focus before the choice is made.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
      className={cn('flex min-h-7 cursor-default items-center gap-2 rounded-1 px-2 text-12', active && 'bg-hover')}
    >
      <span className="w-24 shrink-0 truncate text-11 text-ink-3">{t(`kinds.${end.kind}`)}</span>
      <span className="min-w-0 flex-1 truncate">
        {title && <span className="mr-2 font-medium">{title}</span>}
        <span className="mono">{end.label}</span>
      </span>
      <span className="truncate mono text-11 text-ink-3">{end.text === end.label ? end.note : end.text}</span>
    </li>
  );
}
