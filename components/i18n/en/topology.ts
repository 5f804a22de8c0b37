import { assumptions, reasons } from './verdict-reasons';

export const topology = {
  reasons,
  assumptions,
};
