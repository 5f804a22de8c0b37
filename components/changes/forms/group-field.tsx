'use client';

import { useTranslations } from 'use-intl';
import { Select } from '@/components/ui/select';
import type { GroupChoice } from '@/domain/changes/choices';
import type { Problem } from '@/domain/errors';
import { ProblemField } from '../form/field-problems';

/** Which BGP group of the VBR: it holds the ASNs, the key and the route limit of its peers. */
export function GroupField(props: {
  groups: readonly GroupChoice[];
  value: string;
  onChange: (group: string) => void;
  problems: readonly Problem[];
  touched: boolean;
}) {
  const t = useTranslations('changes.form');
  const { groups } = props;
  return (
    <ProblemField label={t('group')} problems={props.problems} touched={props.touched}>
      <Select
        mono
        value={props.value}
        onChange={props.onChange}
        disabled={groups.length === 0}
        placeholder={groups.length === 0 ? t('noGroups') : t('chooseGroup')}
        options={groups.map((group) => ({
          value: group.key,
          label: group.key,
          note: `IPv${group.family} · AS ${group.localAsn ?? '?'} – AS ${group.peerAsn ?? '?'}`,
        }))}
      />
    </ProblemField>
  );
}
