import type { ReactNode } from 'react';
import { Mono } from '@/components/ui/mono';

/** Tags every sentence may use: `<m>` for addresses and ids, `<b>` for weight, `<q>` for quiet words. */
export const richTags = {
  m: (chunks: ReactNode) => <Mono>{chunks}</Mono>,
  b: (chunks: ReactNode) => <strong className="font-strong">{chunks}</strong>,
  q: (chunks: ReactNode) => <span className="text-ink-3">{chunks}</span>,
};
