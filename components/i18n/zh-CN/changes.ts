import type { changes as en } from '../en/changes';

export const changes = {} satisfies typeof en;
