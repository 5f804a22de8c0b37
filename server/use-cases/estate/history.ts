import { z } from 'zod';
import { query } from '../command';

export type ResourceHistoryEntry = {
  id: string;
  source: string;
  validFrom: string;
  /** null: as it is now */
  validTo: string | null;
  runNumber: string;
  attributes: unknown;
};

/** Versions of one observed object, the latest first. */
export const resourceHistory = query({
  permission: 'estate:read',
  input: z.strictObject({
    kind: z.string().max(64),
    key: z.string().max(600),
    before: z.iso.datetime().optional(),
    limit: z.number().int().min(1).max(200).default(50),
  }),
  async run({ db }, { kind, key, before, limit }): Promise<ResourceHistoryEntry[]> {
    const rows = await db.resourceVersion.findMany({
      where: { kind, key, ...(before ? { validFrom: { lt: new Date(before) } } : {}) },
      orderBy: { validFrom: 'desc' },
      take: limit,
      include: { source: { select: { key: true } } },
    });
    return rows.map((row) => ({
      id: row.id,
      source: row.source.key,
      validFrom: row.validFrom.toISOString(),
      validTo: row.validTo?.toISOString() ?? null,
      runNumber: row.runNumber.toString(),
      attributes: row.attributes,
    }));
  },
});
