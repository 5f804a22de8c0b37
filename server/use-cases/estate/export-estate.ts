import { z } from 'zod';
import { DomainError } from '@/domain/errors';
import { Key } from '@/domain/estate/primitives';
import { sitePart } from '@/domain/estate/site-part';
import { formatEstateFile } from '@/domain/estate/file/format';
import { query } from '../command';
import { loadEstateView } from './load-estate';

/** The estate as a file, as it is or as it was. What import reads back of it are its declared facts. */
export const exportEstate = query({
  permission: 'estate:read',
  input: z.strictObject({
    format: z.enum(['yaml', 'json']).default('yaml'),
    at: z.iso.datetime().optional(),
    /** only this site, with whatever it names */
    site: Key.optional(),
  }),
  async run({ db, now }, { format, at, site }) {
    const { estate: whole } = await loadEstateView(db, { now, ...(at ? { at: new Date(at) } : {}) });
    if (site !== undefined && !whole.sites.some(({ key }) => key === site))
      throw new DomainError('not-found', 'site-not-found', { site });
    const estate = site === undefined ? whole : sitePart(whole, site);
    return { name: estate.metadata.name, text: formatEstateFile(estate, format) };
  },
});
