'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRefusalText } from '@/components/api/refusal-text';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Panel } from '@/components/ui/panel';
import { StatusMark } from '@/components/ui/status-mark';
import { ToldOnce } from '@/components/ui/told-once';
import { ROLES, type Role } from '@/domain/access';
import { usePeopleActions } from './use-people-actions';

const EMPTY = { name: '', email: '', roles: [] as readonly Role[] };

/** A new person. The password is made here, shown once, and handed over by whoever made it. */
export function AddPerson() {
  const t = useTranslations('people');
  const refusal = useRefusalText();
  const { add } = usePeopleActions();
  const [draft, setDraft] = useState(EMPTY);
  const [asked, setAsked] = useState(false);
  const nameError = asked && !draft.name.trim() ? t('missing') : undefined;
  const emailError = asked && !/^\S+@\S+\.\S+$/.test(draft.email.trim()) ? t('emailWrong') : undefined;
  const change = (edits: Partial<typeof EMPTY>) => {
    setDraft({ ...draft, ...edits });
    add.reset();
  };
  const go = () => {
    setAsked(true);
    if (!draft.name.trim() || !/^\S+@\S+\.\S+$/.test(draft.email.trim())) return;
    add.mutate(
      { name: draft.name.trim(), email: draft.email.trim(), roles: [...draft.roles] },
      {
        onSuccess() {
          setDraft(EMPTY);
          setAsked(false);
        },
      },
    );
  };
  return (
    <Panel title={t('addPerson')}>
      <form
        noValidate
        className="flex flex-col gap-4 px-4 py-4"
        onSubmit={(event) => {
          event.preventDefault();
          go();
        }}
      >
        <Field label={t('name')} error={nameError}>
          <Input value={draft.name} onChange={(event) => change({ name: event.target.value })} />
        </Field>
        <Field label={t('email')} error={emailError ?? (add.isError ? refusal(add.error) : undefined)}>
          <Input
            type="email"
            autoComplete="off"
            value={draft.email}
            onChange={(event) => change({ email: event.target.value })}
          />
        </Field>
        <Field group label={t('roles')}>
          <div className="flex flex-col gap-1">
            {ROLES.map((role) => (
              <Checkbox
                key={role}
                label={t(`role.${role}`)}
                checked={draft.roles.includes(role)}
                onChange={(held) =>
                  change({ roles: held ? [...draft.roles, role] : draft.roles.filter((each) => each !== role) })
                }
              />
            ))}
          </div>
        </Field>
        <Button type="submit" busy={add.isPending} className="self-start">
          {t('add')}
        </Button>
        {add.isSuccess && (
          <div role="status" className="rounded-2 border border-healthy-line bg-healthy-soft px-3 py-2 text-12">
            <StatusMark status="healthy" label={t('added')} />
            <p className="mt-1">{t('handOver')}</p>
            <ToldOnce label={t('password')} value={add.data.password} className="mt-2" />
          </div>
        )}
      </form>
    </Panel>
  );
}
