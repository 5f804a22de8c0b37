'use client';

import { Check, Route, Search, Share2, Table2 } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { Input } from '@/components/ui/input';
import { Kbd } from '@/components/ui/kbd';
import { Segmented, SegmentedMany } from '@/components/ui/segmented';
import type { Flow } from '@/domain/estate/flow';
import type { FlowVerdict } from '@/domain/routing/verdict';
import { LAYERS } from '@/domain/topology/graph';
import { FlowSelect } from './flow-select';
import type { ChangeAddress, TopologyAddress } from './use-topology-address';

type ToolbarProps = {
  address: TopologyAddress;
  onChange: ChangeAddress;
  flows: readonly Flow[];
  verdicts: readonly FlowVerdict[];
};

/** How to look: as a picture or a table, which layers, where is it, which way. */
export function Toolbar({ address, onChange, flows, verdicts }: ToolbarProps) {
  const t = useTranslations('topology');
  return (
    <div className="flex h-11 shrink-0 items-center gap-2 border-b border-line bg-surface px-4">
      <Segmented
        label={t('view.label')}
        value={address.view}
        onChange={(view) => void onChange({ view })}
        segments={[
          { value: 'graph', label: t('view.graph'), icon: <Share2 /> },
          { value: 'table', label: t('view.table'), icon: <Table2 /> },
        ]}
      />
      {address.view === 'graph' && (
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
      )}
      {address.view === 'graph' && (
        <FindBox typed={address.find} onType={(find) => void onChange({ find: find || null })} />
      )}
      {!address.flow && (
        <div className="ml-auto flex min-w-0 items-center gap-1.5">
          <Route aria-hidden className="size-4 shrink-0 stroke-[1.5] text-ink-3" />
          <FlowSelect
            flows={flows}
            verdicts={verdicts}
            value={null}
            onChange={(flow) => void onChange({ flow, tab: null })}
          />
        </div>
      )}
    </div>
  );
}

/** `f` leads here from anywhere on the page. */
function FindBox({ typed, onType }: { typed: string; onType: (typed: string) => void }) {
  const t = useTranslations('topology');
  const box = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement;
      if (
        event.key !== 'f' ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        target.closest('input, textarea, select, [contenteditable]')
      )
        return;
      event.preventDefault();
      box.current?.focus();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <Input
      ref={box}
      value={typed}
      onChange={(event) => onType(event.target.value)}
      onKeyDown={(event) => event.key === 'Escape' && onType('')}
      placeholder={t('find')}
      aria-label={t('find')}
      lead={<Search />}
      trail={typed ? undefined : <Kbd>f</Kbd>}
      className="h-7 w-56 pr-8 text-12"
    />
  );
}
