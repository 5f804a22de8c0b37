'use client';

import { AlignHorizontalSpaceAround, Maximize, Minus, Move, Plus } from 'lucide-react';
import type { RefObject } from 'react';
import { useTranslations } from 'use-intl';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import type { CanvasHandle } from './canvas';

type ZoomButtonsProps = {
  percent: number;
  canvas: RefObject<CanvasHandle | null>;
  movable: boolean;
  onMovable: (on: boolean) => void;
  /** absent: everything stands where it would be drawn */
  onTidy?: () => void;
};

/** Nearer, farther, all of it; put cards elsewhere, and back in order. */
export function ZoomButtons({ percent, canvas, movable, onMovable, onTidy }: ZoomButtonsProps) {
  const t = useTranslations('topology.zoom');
  return (
    <div className="absolute right-4 bottom-3 z-20 flex items-center gap-2">
      {onTidy && (
        <Button size="sm" onClick={onTidy}>
          <AlignHorizontalSpaceAround />
          {t('tidy')}
        </Button>
      )}
      <div className="flex items-center divide-x divide-line overflow-clip rounded-2 border border-line-2 bg-surface">
        <IconButton
          label={movable ? t('lock') : t('move')}
          aria-pressed={movable}
          className="rounded-none aria-pressed:bg-selected aria-pressed:text-accent"
          onClick={() => onMovable(!movable)}
        >
          <Move />
        </IconButton>
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
    </div>
  );
}
