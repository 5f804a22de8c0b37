'use client';

import dynamic from 'next/dynamic';
import { useTheme } from 'next-themes';
import { useMemo, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { EstateView } from '@/domain/estate/view';
import type { CanvasHandle } from './canvas';
import { FindingsStrip } from './findings-strip';
import { Inspector } from './inspector';
import { Legend } from './legend';
import { PathBar } from './path-bar';
import { sceneOf } from './scene';
import { TopologyTable } from './topology-table';
import { judgeView, pictureOf } from './topology-model';
import { Toolbar } from './toolbar';
import { useTopologyAddress } from './use-topology-address';
import { useWords } from './use-words';
import { ZoomButtons } from './zoom-buttons';

const TopologyCanvas = dynamic(() => import('./canvas').then((module) => module.TopologyCanvas), { ssr: false });

/** Toolbar, what is wrong, the picture or its table, and beside them what has been chosen. */
export function TopologyWorkspace({ view }: { view: EstateView }) {
  const t = useTranslations('topology');
  const status = useTranslations('status');
  const words = useWords();
  const { resolvedTheme } = useTheme();
  const [address, setAddress] = useTopologyAddress();
  const { layers, toggled, find, flow } = address;
  const [zoom, setZoom] = useState(100);
  const canvas = useRef<CanvasHandle>(null);

  // The age of a reading is part of a finding, and moves on only when the estate is read again.
  const judged = useMemo(() => judgeView(view, new Date().toISOString()), [view]);
  const picture = useMemo(
    () => pictureOf(judged, { layers, toggled, find }, flow),
    [judged, layers, toggled, find, flow],
  );
  const scene = useMemo(
    () => sceneOf(picture.topology, picture.path, find.trim() !== '', words),
    [picture, find, words],
  );
  const choose = (node: string | null) => void setAddress({ node, tab: null });
  const toggle = (id: string) =>
    picture.topology.nodes.some((each) => each.id === id && each.collapsible) &&
    void setAddress({ toggled: toggled.includes(id) ? toggled.filter((each) => each !== id) : [...toggled, id] });
  const describe = (id: string) => {
    const node = scene.nodes.find((each) => each.id === id);
    return node ? `${t(`kinds.${node.kind}`)} ${node.title.text}, ${status(node.status)}` : '';
  };

  return (
    <div className="flex h-full min-h-0">
      <div className="flex min-w-0 flex-1 flex-col">
        <Toolbar address={address} onChange={setAddress} flows={view.estate.flows} verdicts={judged.verdicts} />
        {picture.verdict && (
          <PathBar
            verdict={picture.verdict}
            verdicts={judged.verdicts}
            flows={view.estate.flows}
            onChoose={(next) => void setAddress({ flow: next })}
            onLeave={() => void setAddress({ flow: null })}
          />
        )}
        <FindingsStrip
          findings={flow ? judged.findings.filter((each) => each.flows.includes(flow)) : judged.findings}
        />
        {address.view === 'table' ? (
          <TopologyTable
            scene={scene}
            find={find}
            onFind={(typed) => void setAddress({ find: typed || null })}
            chosen={address.node}
            onChoose={choose}
          />
        ) : (
          <div className="relative min-h-60 flex-1 overflow-hidden bg-canvas">
            <TopologyCanvas
              ref={canvas}
              scene={scene}
              chosen={address.node}
              theme={resolvedTheme ?? 'light'}
              label={t('canvasLabel')}
              describe={describe}
              onChoose={choose}
              onToggle={toggle}
              onZoom={setZoom}
            />
            <ZoomButtons percent={zoom} canvas={canvas} />
          </div>
        )}
        {address.view === 'graph' && <Legend path={picture.path !== null} />}
      </div>
      <Inspector judged={judged} scene={scene} verdict={picture.verdict} address={address} onChange={setAddress} />
    </div>
  );
}
