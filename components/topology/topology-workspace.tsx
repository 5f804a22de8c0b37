'use client';

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { CanvasArea } from './canvas-area';
import { ComparePanel } from './compare-panel';
import { FailureBar } from './failure-bar';
import { FailurePanel } from './failure-panel';
import { FindingsStrip } from './findings-strip';
import { inspectedNode } from './inspected-node';
import { Inspector } from './inspector';
import { Legend } from './legend';
import { Notes } from './notes';
import { PathBar } from './path-bar';
import type { Picture } from './picture';
import { sceneOf } from './scene';
import { TimeBar } from './time-bar';
import { Toolbar } from './toolbar';
import { TopologyTable } from './topology-table';
import { useArranged } from './use-picture';
import { useSharedMoves } from './use-shared-moves';
import type { ChangeAddress, TopologyAddress } from './use-topology-address';
import { useWords } from './use-words';

type WorkspaceProps = {
  picture: Picture;
  /** the answer to the present address is still on its way */
  waiting: boolean;
  problem: string | null;
  address: TopologyAddress;
  onChange: ChangeAddress;
};

/** Toolbar, what is wrong, the picture or its table, time, and beside them what has been chosen. */
export function TopologyWorkspace({ picture, waiting, problem, address, onChange }: WorkspaceProps) {
  const t = useTranslations('topology');
  const words = useWords();
  const { find, toggled, node, view, at, since } = address;
  const viewed = viewKey(address);
  const look = useMemo(() => (waiting ? null : { view: viewed, toggled }), [waiting, viewed, toggled]);
  const arranged = useArranged(picture, look, useSharedMoves(address, onChange));
  const { graph, path } = arranged;
  const scene = useMemo(() => sceneOf(graph, path, find.trim() !== '', words), [graph, path, find, words]);
  const choose = (id: string | null) => void onChange({ node: id, tab: null });
  const toggle = (id: string) =>
    graph.nodes.some((each) => each.id === id && each.collapsible) &&
    void onChange({ toggled: toggled.includes(id) ? toggled.filter((each) => each !== id) : [...toggled, id] });
  const chosen = inspectedNode(node, scene.nodes);

  return (
    <div className="flex h-full min-h-0">
      <div className="flex min-w-0 flex-1 flex-col" aria-busy={waiting || undefined}>
        <Toolbar picture={picture} arranged={arranged} scene={scene} address={address} onChange={onChange} />
        {(picture.verdict || picture.unknownEnd) && <PathBar picture={picture} address={address} onChange={onChange} />}
        <Notes picture={picture} problem={problem} address={address} onChange={onChange} />
        {picture.failure && <FailureBar failure={picture.failure} onChange={onChange} />}
        {at === null && picture.failure === null && (
          <FindingsStrip findings={picture.findings} count={picture.findingCount} />
        )}
        {view === 'table' ? (
          <TopologyTable
            scene={scene}
            totals={picture.totals}
            address={address}
            onChange={onChange}
            onChoose={choose}
          />
        ) : (
          <CanvasArea
            scene={scene}
            arranged={arranged}
            chosen={node}
            label={t('canvasLabel')}
            onChoose={choose}
            onToggle={toggle}
          />
        )}
        {view === 'graph' && <Legend path={path !== null} compare={picture.differences !== null} />}
        <TimeBar at={at} since={since} onChange={onChange} />
      </div>
      {chosen ? (
        <Inspector node={chosen} verdict={picture.verdict} address={address} onChange={onChange} />
      ) : picture.failure && !picture.verdict ? (
        <FailurePanel failure={picture.failure} onChange={onChange} />
      ) : since && picture.differences ? (
        <ComparePanel differences={picture.differences} since={since} at={address.at} onChange={onChange} />
      ) : (
        picture.verdict && <Inspector node={null} verdict={picture.verdict} address={address} onChange={onChange} />
      )}
    </div>
  );
}

/** What makes it another picture, beside the estate itself and what is open in it: within one of these nothing moves by itself. */
function viewKey({ view, layers, hide, focus, hops, flow, from, to, at, since, fails }: TopologyAddress): string {
  return JSON.stringify([view, layers, hide.trim(), focus, hops, flow, from, to, at, since, fails]);
}
