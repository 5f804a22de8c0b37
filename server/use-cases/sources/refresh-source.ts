import { z } from 'zod';
import { DomainError } from '@/domain/errors';
import { command } from '../command';
import { collectSourceJob } from './jobs';
import { getSource, placeOfSource } from './stored-source';

/** Reads a source now instead of at its next interval. */
export const refreshSource = command({
  name: 'source.refresh',
  permission: 'source:refresh',
  input: z.strictObject({ sourceId: z.uuid() }),
  scope: async (tx, { sourceId }) => [placeOfSource((await getSource(tx, sourceId)).key)],
  async run({ tx }, { sourceId }) {
    const source = await getSource(tx, sourceId);
    if (!source.enabled) throw new DomainError('precondition-failed', 'source-disabled', { source: source.key });
    return {
      result: {},
      audit: { action: 'source.refresh', objects: [`source:${sourceId}`] },
      jobs: [collectSourceJob(sourceId, 'manual')],
    };
  },
});
