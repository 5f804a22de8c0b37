'use client';

import { Check, Share2, Table2 } from 'lucide-react';
import { useTranslations } from 'use-intl';
import { Segmented, SegmentedMany } from '@/components/ui/segmented';
import { LAYERS } from '@/domain/topology/graph';
import { ExportMenu } from './export-menu';
import { FailurePicker } from './failure-picker';
import { FindBox } from './find-box';
import { HideMenu } from './hide-menu';
import { PathPicker } from './path-picker';
import type { Picture } from './picture';
import type { Scene } from './scene';
import type { Arranged } from './use-picture';
import type { ChangeAddress, TopologyAddress } from './use-topology-address';
import { ViewsMenu } from './views-menu';

type ToolbarProps = {
  picture: Picture;
  arranged: Arranged;
  scene: Scene;
  address: TopologyAddress;
  onChange: ChangeAddress;
};

/** How to look: as a picture or a table, which layers, where is it, what not, which way; and what to do with it. */
export function Toolbar({ picture, arranged, scene, address, onChange }: ToolbarProps) {
  const t = useTranslations('topology');
  return (
    <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-2 border-b border-line bg-surface px-4 py-1.5">
      <Segmented
        label={t('view.label')}
        value={address.view}
        onChange={(view) => void onChange({ view })}
        segments={[
          { value: 'graph', label: t('view.graph'), icon: <Share2 /> },
          { value: 'table', label: t('view.table'), icon: <Table2 /> },
        ]}
      />
      <SegmentedMany
        label={t('layers.label')}
        values={address.layers}
        onChange={(layers) => void onChange({ layers })}
        segments={LAYERS.map((layer) => ({
          value: layer,
          label: t(`layers.${layer}`),
          icon: address.layers.includes(layer) ? <Check /> : undefined,
        }))}
      />
      {address.view === 'graph' && <FindBox picture={picture} address={address} onChange={onChange} />}
      <HideMenu hide={address.hide} onChange={(hide) => void onChange({ hide: hide || null })} />
      <span className="ml-auto flex items-center gap-2">
        {!address.flow && !address.from && <PathPicker flows={picture.flows} onChange={onChange} />}
        {!address.fails && <FailurePicker at={address.at} onChange={onChange} />}
        <ViewsMenu saved={address.saved} moves={arranged.moves} onOpened={(saved) => void onChange({ saved })} />
        <ExportMenu picture={picture} graph={arranged.graph} scene={scene} address={address} />
      </span>
    </div>
  );
}
