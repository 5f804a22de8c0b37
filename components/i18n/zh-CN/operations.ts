import type { operations as en } from '../en/operations';

export const operations = {} satisfies typeof en;
