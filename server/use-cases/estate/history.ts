import { z } from 'zod';
import { historyLines, type HistoryStep } from '@/domain/lists/history-lines';
import { query } from '../command';

export type ResourceHistory = {
  lines: readonly { id: string; source: string; at: string; step: HistoryStep; fields: readonly string[] }[];
  /** there are older versions than these */
  older: boolean;
};

/** What happened to one observed object, the latest first. What it was made of stays here: parts of it are not for everybody. */
export const resourceHistory = query({
  permission: 'estate:read',
  input: z.strictObject({
    kind: z.string().max(64),
    key: z.string().max(600),
    limit: z.number().int().min(1).max(200).default(50),
  }),
  async run({ db }, { kind, key, limit }): Promise<ResourceHistory> {
    const rows = await db.resourceVersion.findMany({
      where: { kind, key },
      orderBy: { validFrom: 'desc' },
      take: limit + 1,
      include: { source: { select: { name: true } } },
    });
    const older = rows.length > limit;
    const versions = rows.map(({ id, sourceId, source, attributes, validFrom, validTo }) => ({
      id,
      of: sourceId,
      source: source.name,
      attributes,
      from: validFrom,
      to: validTo,
    }));
    const lines = historyLines(versions, { cut: older }).map(({ version, at, step, fields }) => ({
      id: `${version.id} ${step}`,
      source: version.source,
      at: at.toISOString(),
      step,
      fields,
    }));
    return { lines, older };
  },
});
