'use client';

import dynamic from 'next/dynamic';
import { useTheme } from 'next-themes';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { CanvasHandle } from './canvas';
import type { Scene } from './scene';
import type { Arranged } from './use-picture';
import { ZoomButtons } from './zoom-buttons';

const loadCanvas = () => import('./canvas').then((module) => module.TopologyCanvas);
const TopologyCanvas = dynamic(loadCanvas, { ssr: false });
// The graph library is the largest script of all: it comes while the picture is still being drawn up.
if (typeof window !== 'undefined') void loadCanvas();

type CanvasAreaProps = {
  scene: Scene;
  arranged: Arranged;
  chosen: string | null;
  label: string;
  onChoose: (id: string | null) => void;
  onToggle: (id: string) => void;
};

/** The drawing with its buttons. */
export function CanvasArea({ scene, arranged, chosen, label, onChoose, onToggle }: CanvasAreaProps) {
  const t = useTranslations('topology');
  const status = useTranslations('status');
  const { resolvedTheme } = useTheme();
  const [zoom, setZoom] = useState(100);
  const [movable, setMovable] = useState(false);
  const canvas = useRef<CanvasHandle>(null);
  const describe = (id: string) => {
    const node = scene.nodes.find((each) => each.id === id);
    return node ? `${t(`kinds.${node.kind}`)} ${node.title.text}, ${status(node.status)}` : '';
  };
  return (
    <div className="relative min-h-60 flex-1 overflow-hidden bg-canvas">
      <TopologyCanvas
        ref={canvas}
        scene={scene}
        chosen={chosen}
        theme={resolvedTheme ?? 'light'}
        label={label}
        describe={describe}
        onChoose={onChoose}
        onToggle={onToggle}
        onZoom={setZoom}
        movable={movable}
        onMove={arranged.move}
      />
      <ZoomButtons
        percent={zoom}
        canvas={canvas}
        movable={movable}
        onMovable={setMovable}
        onTidy={arranged.untidy ? arranged.tidy : undefined}
      />
    </div>
  );
}
