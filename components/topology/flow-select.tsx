'use client';

import { useTranslations } from 'use-intl';
import { Select } from '@/components/ui/select';
import { StatusShape } from '@/components/ui/status-mark';
import type { Flow } from '@/domain/estate/flow';
import type { FlowVerdict } from '@/domain/routing/verdict';
import { endpointName } from './endpoint-name';
import { VERDICT_STATUS } from './verdict-status';

type FlowSelectProps = {
  flows: readonly Flow[];
  verdicts: readonly FlowVerdict[];
  value: string | null;
  onChange: (flow: string) => void;
};

/** One of the declared flows, each with its verdict's shape. */
export function FlowSelect({ flows, verdicts, value, onChange }: FlowSelectProps) {
  const t = useTranslations('topology.path');
  const options = flows.map((flow) => {
    const verdict = verdicts.find((each) => each.flow === flow.key);
    return {
      value: flow.key,
      icon: <StatusShape status={verdict ? VERDICT_STATUS[verdict.kind] : 'unknown'} />,
      label: t('ends', { from: endpointName(flow.from), to: endpointName(flow.to) }),
    };
  });
  return (
    <Select
      size="sm"
      aria-label={t('choose')}
      placeholder={t('choose')}
      value={value ?? undefined}
      options={options}
      disabled={options.length === 0}
      onChange={onChange}
      className="w-64 min-w-40"
    />
  );
}
