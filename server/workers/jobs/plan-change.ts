import { ChangeJobPayload, PLAN_CHANGE } from '@/server/use-cases/changes/jobs';
import { planChange } from '@/server/use-cases/changes/plan-change';
import { asSystem } from '@/server/use-cases/context';
import type { Job } from './job';

export const planChangeHandler: Job = (base, payload) =>
  planChange(asSystem(base, PLAN_CHANGE), ChangeJobPayload.parse(payload));
