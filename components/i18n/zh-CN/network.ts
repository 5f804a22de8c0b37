import type { network as en } from '../en/network';

export const network = {} satisfies typeof en;
