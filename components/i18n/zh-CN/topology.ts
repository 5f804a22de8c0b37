import type { topology as en } from '../en/topology';
import { assumptions, reasons } from './verdict-reasons';

export const topology = {
  reasons,
  assumptions,
} satisfies typeof en;
