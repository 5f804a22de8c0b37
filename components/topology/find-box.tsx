'use client';

import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { cn } from '@/components/ui/cn';
import { Input } from '@/components/ui/input';
import { Kbd } from '@/components/ui/kbd';
import { StatusShape } from '@/components/ui/status-mark';
import type { Picture } from './picture';
import type { ChangeAddress, TopologyAddress } from './use-topology-address';
import { useFindKey } from './use-find-key';
import { useWords } from './use-words';

type FindBoxProps = { picture: Picture; address: TopologyAddress; onChange: ChangeAddress };

/**
 * What one looks for stands out while one types; below the box stand the things that may be meant, wherever they are, and
 * choosing one opens whatever it is in. `f` leads here from anywhere on the page.
 */
export function FindBox({ picture, address, onChange }: FindBoxProps) {
  const t = useTranslations('topology');
  const { say } = useWords();
  const box = useRef<HTMLInputElement>(null);
  const list = useId();
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(0);
  const typed = address.find.trim();
  const trpc = useTRPC();
  const past = address.at?.toISOString();
  const found = useQuery(
    trpc.estate.find.queryOptions(
      { find: typed, ...(past ? { at: past } : {}) },
      { enabled: open && typed !== '', placeholderData: (before) => before },
    ),
  );
  const objects = open && typed !== '' ? (found.data?.objects ?? []) : [];
  useFindKey(box);

  const choose = (id: string) => {
    const object = objects.find((each) => each.id === id);
    if (!object) return;
    const closed = object.within
      .filter((holder) => holder.closedAtFirst !== address.toggled.includes(holder.id))
      .map((holder) => holder.id);
    const kept = address.toggled.filter((each) => !closed.includes(each));
    const opened = closed.filter((each) => !address.toggled.includes(each));
    setOpen(false);
    void onChange({ node: object.id, tab: null, find: null, toggled: [...kept, ...opened] });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') {
      setOpen(false);
      void onChange({ find: null });
    } else if (event.key === 'ArrowDown') setAt(Math.min(objects.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else if (event.key === 'Enter' && objects[at]) choose(objects[at].id);
    else return;
    event.preventDefault();
  };
  return (
    <div className="relative" onBlur={() => setOpen(false)}>
      <Input
        ref={box}
        value={address.find}
        onFocus={() => setOpen(true)}
        onChange={(event) => {
          setOpen(true);
          setAt(0);
          void onChange({ find: event.target.value || null });
        }}
        onKeyDown={onKeyDown}
        role="combobox"
        aria-expanded={objects.length > 0}
        aria-controls={list}
        aria-activedescendant={objects[at] ? `${list}-${at}` : undefined}
        aria-autocomplete="list"
        placeholder={t('find')}
        aria-label={t('find')}
        lead={<Search />}
        trail={typed ? <span className="num">{picture.totals.found ?? ''}</span> : <Kbd>f</Kbd>}
        className="h-7 w-44 pr-8 text-12"
      />
      <ul
        id={list}
        role="listbox"
        aria-label={t('found')}
        hidden={objects.length === 0}
        className="absolute top-8 left-0 z-40 w-88 rounded-2 border border-line-2 bg-surface p-1 shadow-2"
      >
        {objects.map((each, index) => {
          const title = say(each.title);
          return (
            <li
              key={each.id}
              id={`${list}-${index}`}
              role="option"
              aria-selected={index === at}
              // The box must not lose the focus before the choice is made.
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(each.id)}
              className={cn(
                'flex min-h-7 cursor-default items-center gap-2 rounded-1 px-2 text-12',
                index === at ? 'bg-hover' : '',
              )}
            >
              <StatusShape status={each.status} />
              <span className={cn('min-w-0 flex-1 truncate', title.mono && 'mono')}>{title.text}</span>
              <span className="text-11 text-ink-3">{t(`kinds.${each.kind}`)}</span>
            </li>
          );
        })}
        {(found.data?.count ?? 0) > objects.length && (
          <li role="presentation" className="px-2 py-1 text-11 text-ink-3">
            {t('foundMore', { count: (found.data?.count ?? 0) - objects.length })}
          </li>
        )}
      </ul>
    </div>
  );
}
