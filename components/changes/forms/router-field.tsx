'use client';

import { useTranslations } from 'use-intl';
import { Select } from '@/components/ui/select';
import type { Choices, RouterChoice } from '@/domain/changes/choices';
import { laneOf, routerOfLane, type RouterRef } from '@/domain/changes/effect';
import type { Problem } from '@/domain/errors';
import { ProblemField } from '../form/field-problems';
import { problemsAt } from '../form/draft';

type RouterFieldProps = {
  choices: Choices;
  /** left out: VBRs and VPCs */
  kind?: RouterRef['kind'];
  value: RouterRef;
  onChange: (router: RouterRef) => void;
  problems: readonly Problem[];
  touched: boolean;
};

/** Which router. Starts from what exists: nobody types an id. */
export function RouterField({ choices, kind, value, onChange, problems, touched }: RouterFieldProps) {
  const t = useTranslations('changes.form');
  const noteOf = ({ router, name, vlanId }: RouterChoice) =>
    [kind ? undefined : t(`routerKind.${router.kind}`), name, vlanId === undefined ? undefined : `VLAN ${vlanId}`]
      .filter(Boolean)
      .join(', ');
  return (
    <ProblemField label={t('router')} problems={problems} touched={touched}>
      <Select
        value={value.key ? laneOf(value) : ''}
        onChange={(lane) => onChange(routerOfLane(lane))}
        mono
        placeholder={t('chooseRouter')}
        options={choices.routers
          .filter(({ router }) => kind === undefined || router.kind === kind)
          .map((each) => ({ value: laneOf(each.router), label: each.router.key, note: noteOf(each) }))}
      />
    </ProblemField>
  );
}

/** Problems that belong to the router as a whole: its state, its table, its circuit. */
export function routerProblems(problems: readonly Problem[]): readonly Problem[] {
  return [...problemsAt(problems, 'router'), ...problemsAt(problems, 'vbr'), ...problemsAt(problems, 'routeTable')];
}
