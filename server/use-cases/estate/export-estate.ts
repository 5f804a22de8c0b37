import { z } from 'zod';
import { formatEstateFile } from '@/domain/estate/file/format';
import { query } from '../command';
import { loadEstateView } from './load-estate';

/** The estate as a file, as it is or as it was. What import reads back of it are its declared facts. */
export const exportEstate = query({
  permission: 'estate:read',
  input: z.strictObject({ format: z.enum(['yaml', 'json']).default('yaml'), at: z.iso.datetime().optional() }),
  async run({ db, now }, { format, at }) {
    const { estate } = await loadEstateView(db, { now, ...(at ? { at: new Date(at) } : {}) });
    return { name: estate.metadata.name, text: formatEstateFile(estate, format) };
  },
});
