'use client';

import { useEffect, useImperativeHandle, useRef, useState, type KeyboardEvent, type Ref } from 'react';
import { stepFrom, type Arrow } from '@/domain/topology/step';
import { attachGraph, type AttachedGraph } from './attach-graph';
import type { Scene } from './scene';

/** What the toolbar may ask of the canvas. */
export type CanvasHandle = { zoomBy: (factor: number) => void; fit: () => void; reveal: (id: string) => void };

export type TopologyCanvasProps = {
  scene: Scene;
  chosen: string | null;
  theme: string;
  label: string;
  /** how a node is read aloud when the cursor comes to it */
  describe: (id: string) => string;
  onChoose: (id: string | null) => void;
  onToggle: (id: string) => void;
  onZoom: (percent: number) => void;
  /** cards can be put elsewhere */
  movable: boolean;
  onMove: (id: string, x: number, y: number) => void;
  ref: Ref<CanvasHandle>;
};

const ARROWS: Record<string, Arrow> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };

/**
 * The drawing. Mounted once; what changes is pushed into it, and it never lays itself out: positions come with the scene.
 * Clicking chooses; arrows move a cursor, Enter chooses what it is on, Space opens and closes boxes; Alt with an arrow moves a card.
 */
export function TopologyCanvas({
  scene,
  chosen,
  theme,
  label,
  describe,
  onChoose,
  onToggle,
  onZoom,
  movable,
  onMove,
  ref,
}: TopologyCanvasProps) {
  const frame = useRef<HTMLDivElement>(null);
  const graph = useRef<AttachedGraph | null>(null);
  const handlers = useRef({ onChoose, onToggle, onZoom, onMove });
  const [cursor, setCursor] = useState<string | null>(null);

  useEffect(() => {
    handlers.current = { onChoose, onToggle, onZoom, onMove };
  });
  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const attached = attachGraph(element, {
      onChoose: (id) => handlers.current.onChoose(id),
      onToggle: (id) => handlers.current.onToggle(id),
      onZoom: (percent) => handlers.current.onZoom(percent),
      onMove: (id, x, y) => handlers.current.onMove(id, x, y),
    });
    graph.current = attached;
    return () => attached.detach();
  }, []);
  const drawnIn = useRef(theme);
  useEffect(() => {
    // It is first drawn in the colours that it finds: only another theme has all of it styled anew.
    if (drawnIn.current !== theme) graph.current?.retheme();
    drawnIn.current = theme;
  }, [theme]);
  useEffect(() => graph.current?.letMove(movable), [movable]);
  useEffect(() => graph.current?.show(scene, chosen, cursor), [scene, chosen, cursor]);
  useImperativeHandle(ref, () => ({
    zoomBy: (factor) => graph.current?.zoomBy(factor),
    fit: () => graph.current?.fit(),
    reveal: (id) => graph.current?.reveal(id),
  }));

  const onKeyDown = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (arrow && movable && event.altKey && cursor) nudge(scene, cursor, arrow, onMove);
    else if (arrow) {
      const next = stepFrom(scene.nodes, cursor ?? chosen, arrow);
      if (next) setCursor(next);
      if (next) graph.current?.reveal(next);
    } else if (event.key === 'Enter' && cursor) onChoose(cursor);
    else if (event.key === ' ' && cursor) onToggle(cursor);
    else if (event.key === 'Escape') setCursor(null);
    else if (event.key === '+' || event.key === '=') graph.current?.zoomBy(1.25);
    else if (event.key === '-') graph.current?.zoomBy(0.8);
    else if (event.key === '0') graph.current?.fit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <div
        ref={frame}
        tabIndex={0}
        role="application"
        aria-label={label}
        onKeyDown={onKeyDown}
        onBlur={() => setCursor(null)}
        className="relative size-full -outline-offset-2"
      />
      <p className="sr-only" aria-live="polite">
        {cursor ? describe(cursor) : ''}
      </p>
    </>
  );
}

/** How far one press moves a card, px. */
const STEP = 16;
const WAY: Record<Arrow, readonly [number, number]> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };

function nudge(scene: Scene, id: string, arrow: Arrow, onMove: TopologyCanvasProps['onMove']): void {
  const node = scene.nodes.find((each) => each.id === id);
  const [x, y] = WAY[arrow];
  if (node) onMove(id, node.x + x * STEP, node.y + y * STEP);
}
