'use client';

import { useTranslations } from 'use-intl';
import { Select } from '@/components/ui/select';
import type { Estate } from '@/domain/estate/estate';
import type { Problem } from '@/domain/errors';
import { ProblemField } from '../form/field-problems';
import { problemsAt } from '../form/draft';

type VbrFieldProps = {
  estate: Estate;
  value: string;
  onChange: (vbr: string) => void;
  problems: readonly Problem[];
  touched: boolean;
};

/** Which VBR. Starts from what exists: nobody types an id. */
export function VbrField({ estate, value, onChange, problems, touched }: VbrFieldProps) {
  const t = useTranslations('changes.form');
  return (
    <ProblemField label={t('router')} problems={problems} touched={touched}>
      <Select
        value={value}
        onChange={onChange}
        mono
        placeholder={t('chooseVbr')}
        options={estate.vbrs.map((vbr) => ({
          value: vbr.key,
          label: vbr.key,
          note: [vbr.name, vbr.vlanId === undefined ? undefined : `VLAN ${vbr.vlanId}`].filter(Boolean).join(', '),
        }))}
      />
    </ProblemField>
  );
}

/** Problems that belong to the router as a whole: its state, its table, its circuit. */
export function routerProblems(problems: readonly Problem[]): readonly Problem[] {
  return [...problemsAt(problems, 'router'), ...problemsAt(problems, 'vbr'), ...problemsAt(problems, 'routeTable')];
}
