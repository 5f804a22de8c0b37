import { z } from 'zod';
import { GuardSpec } from '@/domain/changes/change';
import { Operation } from '@/domain/changes/operations';
import { query } from '../command';
import { computeEffect, type Effect } from './compute-effect';

/** What a change would do. */
export const previewEffect = query({
  question: 'changes.effect',
  permission: 'change:read',
  input: z.object({ operations: z.array(Operation).max(50), guard: GuardSpec.prefault({}) }),
  run: ({ db, now }, input): Promise<Effect> => computeEffect(db, now, input),
});
