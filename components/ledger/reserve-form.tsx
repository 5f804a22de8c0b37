'use client';

import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useTRPC, type ApiOutputs } from '@/components/api/client';
import { useRefusalText } from '@/components/api/refusal-text';
import { richTags } from '@/components/i18n/rich-tags';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { Panel } from '@/components/ui/panel';
import { Select } from '@/components/ui/select';
import { StatusMark } from '@/components/ui/status-mark';
import { Textarea } from '@/components/ui/textarea';
import { useNow } from '@/components/ui/time-ago';
import { toast } from '@/components/ui/toaster';
import { RESERVABLE_ROLES } from '@/domain/ledger/block';
import { ReservationProblem } from './reservation-problem';
import { draftProblems, emptyDraft, prefixOfDraft, type ReservationDraft } from './reservation-draft';

const ANY = '-';

/** Reserves a block: the next free one is offered, and everything in its way is said while one types. */
export function ReserveForm({ onClose }: { onClose: () => void }) {
  const t = useTranslations('ledger');
  const trpc = useTRPC();
  const cache = useQueryClient();
  const refusal = useRefusalText();
  const [draft, setDraft] = useState(emptyDraft);
  const [asked, setAsked] = useState(false);
  // By the minute: every second would be more often than an end can be chosen.
  const now = Math.floor(useNow() / 60_000) * 60_000;
  const room = useRoom(draft);
  const problems = draftProblems(draft, room?.problems ?? [], now);
  const reserve = useMutation(
    trpc.ledger.reserve.mutationOptions({
      onSuccess() {
        toast.success(t('reserved'));
        onClose();
      },
      onSettled: () => cache.invalidateQueries({ queryKey: trpc.ledger.pathKey() }),
    }),
  );
  const change = (edits: Partial<ReservationDraft>) => {
    setDraft({ ...draft, ...edits });
    reserve.reset();
  };
  const at = (field: string) => {
    const own = problems.filter(({ path }) => path[0] === field && (asked || draft[field as 'prefix'] !== ''));
    return own.length === 0 ? undefined : own.map((each, n) => <ReservationProblem key={n} problem={each} />);
  };
  return (
    <Panel
      title={t('reserve')}
      actions={
        <IconButton label={t('close')} onClick={onClose}>
          <X />
        </IconButton>
      }
    >
      <form
        noValidate
        className="flex flex-col gap-4 px-4 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (problems.length > 0) return;
          const { role, prefix, site, note, until } = draft;
          reserve.mutate({
            role,
            prefix: prefix.trim(),
            note: note.trim(),
            ...(site === '' ? {} : { site }),
            ...(until === '' ? {} : { expiresAt: new Date(until).toISOString() }),
          });
        }}
      >
        <PlaceFields draft={draft} room={room} change={change} />
        <Field label={t('prefix')} error={at('prefix')}>
          <Input mono value={draft.prefix} onChange={(event) => change({ prefix: event.target.value })} />
        </Field>
        <Offer draft={draft} room={room} change={change} />
        <Field label={t('purpose')} help={t('purposeHelp')} error={at('note')}>
          <Textarea value={draft.note} onChange={(event) => change({ note: event.target.value })} />
        </Field>
        <Field label={t('until')} help={t('untilHelp')} error={at('until')}>
          <Input
            type="datetime-local"
            value={draft.until}
            onChange={(event) => change({ until: event.target.value })}
          />
        </Field>
        {reserve.error && (
          <p role="alert">
            <StatusMark status="broken" label={refusal(reserve.error)} className="whitespace-normal" />
          </p>
        )}
        <Button type="submit" variant="primary" busy={reserve.isPending}>
          {t('reserve')}
        </Button>
      </form>
    </Panel>
  );
}

type Room = ApiOutputs['ledger']['room'];

/** What is free for what is typed, a moment after it was typed. */
function useRoom(draft: ReservationDraft): Room | undefined {
  const trpc = useTRPC();
  const { role, site, within, length, prefix } = useDeferredValue(draft);
  const parsed = prefixOfDraft({ ...draft, prefix });
  const asked = {
    role,
    ...(site === '' ? {} : { site }),
    ...(within === '' ? {} : { within }),
    ...(length === '' || Number(length) > 128 ? {} : { length: Number(length) }),
    ...(parsed === undefined ? {} : { prefix: parsed }),
  };
  return useQuery(trpc.ledger.room.queryOptions(asked, { placeholderData: keepPreviousData })).data;
}

type PartProps = {
  draft: ReservationDraft;
  room: Room | undefined;
  change: (edits: Partial<ReservationDraft>) => void;
};

function PlaceFields({ draft, room, change }: PartProps) {
  const t = useTranslations('ledger');
  const sites = room?.sites ?? [];
  return (
    <>
      <Field label={t('role')}>
        <Select
          value={draft.role}
          onChange={(role) => change({ role, within: '' })}
          options={RESERVABLE_ROLES.map((value) => ({ value, label: t(`roles.${value}`) }))}
        />
      </Field>
      <Field label={t('forSite')}>
        <Select
          value={draft.site === '' ? ANY : draft.site}
          onChange={(site) => change({ site: site === ANY ? '' : site })}
          options={[{ value: ANY, label: t('noSite') }, ...sites.map((value) => ({ value, label: value }))]}
        />
      </Field>
    </>
  );
}

function Offer({ draft, room, change }: PartProps) {
  const t = useTranslations('ledger');
  const { parents = [], within = null, next = null } = room ?? {};
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_88px] gap-x-3 gap-y-2">
      <Field label={t('within')}>
        <Select
          mono
          value={within ?? undefined}
          onChange={(id) => change({ within: id })}
          placeholder={t('withinNone')}
          options={parents.map(({ id, prefix, note }) => ({ value: id, label: prefix, note }))}
        />
      </Field>
      <Field label={t('length')}>
        <Input
          inputMode="numeric"
          value={draft.length}
          onChange={(event) => change({ length: event.target.value.replace(/\D/g, '').slice(0, 3) })}
        />
      </Field>
      <p className="col-span-2 flex items-center gap-2 text-12 text-ink-2" role="status">
        {next ? (
          <>
            {t.rich('nextFree', { ...richTags, prefix: next })}
            <Button size="sm" onClick={() => change({ prefix: next })}>
              {t('take')}
            </Button>
          </>
        ) : (
          within !== null && t('noneFree', { length: draft.length })
        )}
      </p>
    </div>
  );
}
