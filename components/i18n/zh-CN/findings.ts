import type { findings as en } from '../en/findings';

export const findings = {} satisfies typeof en;
