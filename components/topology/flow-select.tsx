'use client';

import { useTranslations } from 'use-intl';
import { Select } from '@/components/ui/select';
import { StatusShape } from '@/components/ui/status-mark';
import { endpointName } from './endpoint-name';
import type { Picture } from './picture';
import { VERDICT_STATUS } from './verdict-status';

type FlowSelectProps = {
  flows: Picture['flows'];
  value: string | null;
  onChange: (flow: string) => void;
};

/** One of the declared flows, each with its verdict's shape. */
export function FlowSelect({ flows, value, onChange }: FlowSelectProps) {
  const t = useTranslations('topology.path');
  const options = flows.map((flow) => ({
    value: flow.key,
    icon: <StatusShape status={VERDICT_STATUS[flow.kind]} />,
    label: t('ends', { from: endpointName(flow.from), to: endpointName(flow.to) }),
  }));
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
