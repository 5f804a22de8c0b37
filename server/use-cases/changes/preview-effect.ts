import { z } from 'zod';
import { GuardSpec } from '@/domain/changes/change';
import { Operation } from '@/domain/changes/operations';
import { query } from '../command';
import { computeEffect, type Effect } from './compute-effect';

/** What a change would do. Computed where it holds up nobody else, if this process has such a place. */
export const previewEffect = query({
  permission: 'change:read',
  input: z.object({ operations: z.array(Operation).max(50), guard: GuardSpec.prefault({}) }),
  async run({ db, now, engine, signal }, input): Promise<Effect> {
    return engine ? ((await engine.ask(now, input, signal)) as Effect) : computeEffect(db, now, input);
  },
});
