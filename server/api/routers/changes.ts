import { applyChange } from '@/server/use-cases/changes/apply-change';
import { approveChange } from '@/server/use-cases/changes/approve-change';
import { cancelChange } from '@/server/use-cases/changes/cancel-change';
import { createDraft } from '@/server/use-cases/changes/create-draft';
import { discardDraft } from '@/server/use-cases/changes/discard-draft';
import { editChange } from '@/server/use-cases/changes/edit-change';
import { getChangeByNumber } from '@/server/use-cases/changes/get-change-by-number';
import { listChanges } from '@/server/use-cases/changes/list-changes';
import { readChoices, readRowChoices } from '@/server/use-cases/changes/read-choices';
import { previewEffect } from '@/server/use-cases/changes/preview-effect';
import { readReach } from '@/server/use-cases/changes/read-reach';
import { rejectChange } from '@/server/use-cases/changes/reject-change';
import { replanChange } from '@/server/use-cases/changes/replan-change';
import { requestPause, stopAfterThis } from '@/server/use-cases/changes/request-run';
import { resolveHeld } from '@/server/use-cases/changes/resolve-held';
import { resumeChange } from '@/server/use-cases/changes/resume-change';
import { revertChange } from '@/server/use-cases/changes/revert-change';
import { revertNow } from '@/server/use-cases/changes/revert-now';
import { scheduleChange } from '@/server/use-cases/changes/schedule-change';
import { submitChange } from '@/server/use-cases/changes/submit-change';
import { router } from '../trpc';
import { read, write } from '../use-case';

export const changesRouter = router({
  list: read(listChanges),
  get: read(getChangeByNumber),
  preview: read(previewEffect),
  reach: read(readReach),
  choices: read(readChoices),
  rows: read(readRowChoices),
  createDraft: write(createDraft),
  edit: write(editChange),
  discard: write(discardDraft),
  submit: write(submitChange),
  approve: write(approveChange),
  reject: write(rejectChange),
  cancel: write(cancelChange),
  schedule: write(scheduleChange),
  applyNow: write(applyChange),
  pause: write(requestPause),
  stop: write(stopAfterThis),
  resume: write(resumeChange),
  revertNow: write(revertNow),
  resolve: write(resolveHeld),
  replan: write(replanChange),
  revertChange: write(revertChange),
});
