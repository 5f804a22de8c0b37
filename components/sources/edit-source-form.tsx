'use client';

import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { StatusMark } from '@/components/ui/status-mark';
import { Switch } from '@/components/ui/switch';
import { toast } from '@/components/ui/toaster';
import { EMPTY_CREDENTIAL } from './credential-draft';
import { CredentialFields } from './credential-fields';
import { editDraftOf, editOf, problemsInEdit, type EditDraft } from './edit-draft';
import { useFieldErrors } from './field-errors';
import { paceErrors, PaceFields } from './pace-fields';
import type { Source } from './source-words';
import type { SourceActions } from './use-source-actions';
import { useLeaveWarning } from './use-leave-warning';

/** Everything of a source that may be edited. Where it is never changes; letting it write is asked about by name. */
export function EditSourceForm({
  source,
  edit,
  onClose,
}: {
  source: Source;
  edit: SourceActions['edit'];
  onClose: () => void;
}) {
  const t = useTranslations('sources');
  // What was seen when editing began: a later edit of somebody else is refused, not written over.
  const [seen, setSeen] = useState(source);
  const [draft, setDraft] = useState(() => editDraftOf(source));
  const [asked, setAsked] = useState(false);
  const [confirming, setConfirming] = useState(false);
  const problems = problemsInEdit(draft);
  const errors = useFieldErrors(asked ? problems : {}, edit.error);
  const moved = source.version !== seen.version;
  useLeaveWarning(draft.touched);
  const change = (edits: Partial<EditDraft>) => {
    setDraft({ ...draft, ...edits, touched: true });
    edit.reset();
  };
  const save = () =>
    edit.mutate(editOf(seen, draft), {
      onSuccess() {
        toast.success(t('saved'));
        onClose();
      },
      onSettled: () => setConfirming(false),
    });
  const ask = () => {
    setAsked(true);
    if (Object.keys(problems).length > 0) return;
    if (seen.readOnly && !draft.readOnly) setConfirming(true);
    else save();
  };
  const takeTheirs = () => {
    setSeen(source);
    setDraft(editDraftOf(source));
    edit.reset();
  };
  return (
    <form
      noValidate
      aria-label={t('editOf', { name: source.name })}
      className="border-b border-line bg-sunken px-4 py-4"
      onSubmit={(event) => {
        event.preventDefault();
        ask();
      }}
    >
      <EditFields draft={draft} change={change} at={errors.at} />
      {(errors.general || moved) && (
        <p role="alert" className="mt-3 flex flex-wrap items-center gap-2 text-12">
          <StatusMark
            status={errors.general ? 'broken' : 'warning'}
            label={errors.general ?? t('editedMeanwhile')}
            className="whitespace-normal"
          />
          {moved && (
            <Button size="sm" onClick={takeTheirs}>
              {t('takeTheirs')}
            </Button>
          )}
        </p>
      )}
      <div className="mt-4 flex gap-2">
        <Button type="submit" variant="primary" busy={edit.isPending}>
          {t('save')}
        </Button>
        <Button variant="ghost" onClick={onClose}>
          {t('discard')}
        </Button>
      </div>
      <ConfirmDialog
        open={confirming}
        onOpenChange={setConfirming}
        danger
        title={t('allowTitle', { name: source.name })}
        confirmLabel={t('allowConfirm')}
        cancelLabel={t('keepReadOnly')}
        busy={edit.isPending}
        onConfirm={save}
      >
        {t('allowDetail')}
      </ConfirmDialog>
    </form>
  );
}

function EditFields({
  draft,
  change,
  at,
}: {
  draft: EditDraft;
  change: (edits: Partial<EditDraft>) => void;
  at: ReturnType<typeof useFieldErrors>['at'];
}) {
  const t = useTranslations('sources');
  return (
    <div className="grid grid-cols-1 gap-x-8 gap-y-4 xl:grid-cols-2">
      <div className="flex flex-col gap-4">
        <Field label={t('name')} error={at('name')}>
          <Input value={draft.name} onChange={(event) => change({ name: event.target.value })} />
        </Field>
        <PaceFields value={draft} onChange={change} errors={paceErrors(at)} />
        <Switch
          label={t('readOnly')}
          note={t(draft.readOnly ? 'readOnlyNote' : 'writingNote')}
          checked={draft.readOnly}
          onChange={(readOnly) => change({ readOnly })}
        />
        <Switch
          label={t('enabled')}
          note={t(draft.enabled ? 'enabledNote' : 'disabledNote')}
          checked={draft.enabled}
          onChange={(enabled) => change({ enabled })}
        />
      </div>
      {draft.kind !== 'none' && (
        <div className="flex flex-col gap-4">
          <Switch
            label={t('rotate')}
            note={t('rotateNote')}
            checked={draft.rotate}
            onChange={(rotate) => change({ rotate, ...EMPTY_CREDENTIAL })}
          />
          {draft.rotate && <CredentialFields kind={draft.kind} value={draft} onChange={change} errorAt={at} />}
        </div>
      )}
    </div>
  );
}
