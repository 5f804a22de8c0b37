import type { topology as en } from '../en/topology';

export const topology = {} satisfies typeof en;
