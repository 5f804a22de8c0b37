'use client';

import { useQuery } from '@tanstack/react-query';
import { Unplug } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useTRPC, type ApiOutputs } from '@/components/api/client';
import { nameOfFailed } from '@/components/reachability/failures/name-of-failed';
import { Button } from '@/components/ui/button';
import { Input } from '@/components/ui/input';
import { Mono } from '@/components/ui/mono';
import { Popover } from '@/components/ui/popover';
import { SkeletonRows } from '@/components/ui/skeleton';
import { StatusShape } from '@/components/ui/status-mark';
import type { ChangeAddress } from './use-topology-address';

/** So many are proposed; the table has all of them. */
const PROPOSED = 10;

type FailurePickerProps = { at: Date | null; onChange: ChangeAddress };

/** Which failure to try: the worst ones first, or by name. */
export function FailurePicker({ at, onChange }: FailurePickerProps) {
  const t = useTranslations('reachability.failures');
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label={t('pickLabel')}
      align="end"
      open={open}
      onOpenChange={setOpen}
      className="w-96"
      trigger={
        <Button size="sm">
          <Unplug />
          {t('pick')}
        </Button>
      }
    >
      <Choices
        at={at}
        onChoose={(fails) => {
          setOpen(false);
          void onChange({ fails, since: null, node: null, tab: null });
        }}
      />
    </Popover>
  );
}

function Choices({ at, onChoose }: { at: Date | null; onChoose: (fails: string) => void }) {
  const t = useTranslations('reachability.failures');
  const trpc = useTRPC();
  const [typed, setTyped] = useState('');
  const { data } = useQuery(
    trpc.reachability.failures.queryOptions({
      text: typed,
      pageSize: PROPOSED,
      ...(at ? { at: at.toISOString() } : {}),
    }),
  );
  return (
    <div className="flex flex-col gap-2">
      <Input
        type="search"
        aria-label={t('search')}
        placeholder={t('search')}
        value={typed}
        maxLength={200}
        onChange={(event) => setTyped(event.target.value)}
        className="h-7 text-12"
      />
      {!data && <SkeletonRows rows={4} label={t('loading')} />}
      {data?.rows.length === 0 && <p className="px-2 text-12 text-ink-3">{t('empty')}</p>}
      <ul className="flex flex-col">
        {data?.rows.map((row) => (
          <li key={`${row.failed.kind}:${row.failed.key}`}>
            <Choice row={row} onChoose={() => onChoose(`${row.failed.kind}:${row.failed.key}`)} />
          </li>
        ))}
      </ul>
      <Link href="/reachability/failures" className="px-2 text-12 text-accent hover:underline">
        {t('all')}
      </Link>
    </div>
  );
}

type ChoiceProps = { row: ApiOutputs['reachability']['failures']['rows'][number]; onChoose: () => void };

function Choice({ row: { failed, lostCount, asymmetricCount, overLimit }, onChoose }: ChoiceProps) {
  const t = useTranslations('reachability.failures');
  const kinds = useTranslations('findingList.subject');
  const worst = lostCount > 0 ? 'broken' : asymmetricCount + overLimit.length > 0 ? 'warning' : 'healthy';
  return (
    <button
      type="button"
      onClick={onChoose}
      className="flex w-full items-start gap-2 rounded-2 px-2 py-1 text-left text-12 hover:bg-hover"
    >
      <StatusShape status={worst} className="mt-0.5" />
      <span className="min-w-0">
        <span className="block truncate">
          <span className="text-ink-3">{kinds(failed.kind)}</span> <Mono>{nameOfFailed(failed)}</Mono>
        </span>
        <span className="block text-11 text-ink-3">
          {t('effect', { lost: lostCount, asymmetric: asymmetricCount, overLimit: overLimit.length })}
        </span>
      </span>
    </button>
  );
}
