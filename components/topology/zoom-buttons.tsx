'use client';

import { Maximize, Minus, Plus } from 'lucide-react';
import type { RefObject } from 'react';
import { useTranslations } from 'use-intl';
import { IconButton } from '@/components/ui/icon-button';
import type { CanvasHandle } from './canvas';

/** Nearer, farther, all of it. */
export function ZoomButtons({ percent, canvas }: { percent: number; canvas: RefObject<CanvasHandle | null> }) {
  const t = useTranslations('topology.zoom');
  return (
    <div className="absolute right-4 bottom-3 z-20 flex items-center divide-x divide-line overflow-clip rounded-2 border border-line-2 bg-surface">
      <IconButton label={t('out')} shortcut="-" className="rounded-none" onClick={() => canvas.current?.zoomBy(0.8)}>
        <Minus />
      </IconButton>
      <span className="num w-12 text-center text-11 text-ink-2">{percent} %</span>
      <IconButton label={t('in')} shortcut="+" className="rounded-none" onClick={() => canvas.current?.zoomBy(1.25)}>
        <Plus />
      </IconButton>
      <IconButton label={t('fit')} shortcut="0" className="rounded-none" onClick={() => canvas.current?.fit()}>
        <Maximize />
      </IconButton>
    </div>
  );
}
