import type { ReactNode } from 'react';

/** An entry a feature adds: an object one can open, or an action. */
export type PaletteItem = {
  id: string;
  group: string;
  label: string;
  /** Quiet words after the label: where it is. */
  note?: string;
  icon?: ReactNode;
  /** Other words by which it is found. */
  keywords?: string[];
  href: string;
};
