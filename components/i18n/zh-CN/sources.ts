import type { sources as en } from '../en/sources';

export const sources = {} satisfies typeof en;
