import { z } from 'zod';
import { command } from '../command';
import { getSource, sourceFacts } from './stored-source';

/** Stops reading a source and forgets its credential. What it showed stays known and grows stale. */
export const removeSource = command({
  name: 'source.remove',
  permission: 'source:manage',
  input: z.strictObject({ sourceId: z.uuid() }),
  async run({ tx, now }, { sourceId }) {
    const before = await getSource(tx, sourceId);
    await tx.sourceCredential.deleteMany({ where: { sourceId } });
    await tx.source.update({
      where: { id: sourceId },
      data: { removedAt: now, updatedAt: now, version: { increment: 1 } },
    });
    return {
      result: {},
      audit: { action: 'source.remove', objects: [`source:${sourceId}`], before: sourceFacts(before) },
      notices: [
        { topic: 'source', id: sourceId },
        { topic: 'estate', id: sourceId },
      ],
    };
  },
});
