'use client';

import { Check, Route, Search, Share2, Table2, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslations } from 'use-intl';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { Kbd } from '@/components/ui/kbd';
import { Segmented, SegmentedMany } from '@/components/ui/segmented';
import { Select } from '@/components/ui/select';
import { StatusShape } from '@/components/ui/status-mark';
import type { Flow } from '@/domain/estate/flow';
import type { FlowVerdict } from '@/domain/routing/verdict';
import { LAYERS } from '@/domain/topology/graph';
import { endpointName } from './endpoint-name';
import { VERDICT_STATUS } from './verdict-status';
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
  const options = flows.map((flow) => {
    const verdict = verdicts.find((each) => each.flow === flow.key);
    return {
      value: flow.key,
      icon: <StatusShape status={verdict ? VERDICT_STATUS[verdict.kind] : 'unknown'} />,
      label: t('path.ends', { from: endpointName(flow.from), to: endpointName(flow.to) }),
    };
  });
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
      <FindBox typed={address.find} onType={(find) => void onChange({ find: find || null })} />
      <div className="ml-auto flex min-w-0 items-center gap-1">
        <Route aria-hidden className="size-4 shrink-0 stroke-[1.5] text-ink-3" />
        <Select
          size="sm"
          aria-label={t('path.choose')}
          placeholder={t('path.choose')}
          value={address.flow ?? undefined}
          options={options}
          disabled={options.length === 0}
          onChange={(flow) => void onChange({ flow, tab: null })}
          className="w-52"
        />
        {address.flow && (
          <IconButton label={t('path.leave')} onClick={() => void onChange({ flow: null })}>
            <X />
          </IconButton>
        )}
      </div>
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
      className="h-7 w-60 text-12"
    />
  );
}
