import { z } from 'zod';

/** A name people and files call a source by. */
export const SourceKey = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'source-key');
