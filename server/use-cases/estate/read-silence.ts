import { createHash } from 'node:crypto';
import { z } from 'zod';
import { query } from '../command';
import { loadParts } from './load-estate';

/**
 * Names what has fallen silent: the same until a part grows stale or is read again. Small enough to be asked for again and again,
 * because silence sends no notice.
 */
export const readSilence = query({
  permission: 'estate:read',
  input: z.strictObject({}),
  async run({ db, now }): Promise<{ silent: string }> {
    const parts = await loadParts(db, { now });
    const stale = parts
      .filter((part) => part.stale)
      .map(({ source, kind, within }) => [source, kind, within].join('/'));
    return { silent: createHash('sha256').update(stale.sort().join('\n')).digest('hex').slice(0, 12) };
  },
});
