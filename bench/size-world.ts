import type pg from 'pg';
import type { Session } from './session';
import type { Product } from './start';

/** The product as it runs at its design size, the person who looks at it, and its database. */
export type SizeWorld = { product: Product; session: Session; client: pg.Client; sources: readonly string[] };
