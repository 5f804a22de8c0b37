import { z } from 'zod';
import { CSV_KINDS } from '@/domain/estate/csv/columns';
import { csvTemplate, formatEstateCsv } from '@/domain/estate/csv/format';
import { query } from '../command';
import { loadDeclared } from './declared-facts';

/** One table of what is declared, now or as it was, or an empty one to fill in. */
export const exportCsv = query({
  permission: 'estate:read',
  input: z.strictObject({
    kind: z.enum(CSV_KINDS),
    template: z.boolean().default(false),
    at: z.iso.datetime().optional(),
  }),
  async run({ db }, { kind, template, at }) {
    if (template) return { text: csvTemplate(kind) };
    const { facts } = await loadDeclared(db, at === undefined ? undefined : new Date(at));
    return { text: formatEstateCsv(kind, facts) };
  },
});
