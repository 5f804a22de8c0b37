'use client';

import { useTranslations } from 'use-intl';
import { Select } from '@/components/ui/select';
import { problemsAt, type DraftOperation } from '../form/draft';
import { ProblemField } from '../form/field-problems';
import { routerChoice, type OperationFormProps } from './props';
import { RouterField, routerProblems } from './router-field';

type RemoveBgpPeerDraft = Extract<DraftOperation, { kind: 'remove-bgp-peer' }>;

/** Ends a session: chosen from the VBR's peers as observed. */
export function RemoveBgpPeerForm(props: OperationFormProps<RemoveBgpPeerDraft>) {
  const { choices, operation, onChange, problems, asked } = props;
  const t = useTranslations('changes.form');
  const groups = routerChoice(choices, { kind: 'vbr', key: operation.vbr })?.groups ?? [];
  const peers = groups.flatMap((group) => group.peers.map((peer) => ({ group: group.key, ...peer })));
  const choose = (value: string) => {
    const [group = '', address = ''] = value.split(' ');
    onChange({ ...operation, group, address });
  };
  return (
    <div className="grid grid-cols-1 gap-3 md:grid-cols-2">
      <RouterField
        choices={choices}
        kind="vbr"
        value={{ kind: 'vbr', key: operation.vbr }}
        onChange={({ key }) => onChange({ ...operation, vbr: key, group: '', address: '' })}
        problems={routerProblems(problems)}
        touched={asked}
      />
      <ProblemField
        label={t('peer')}
        problems={[...problemsAt(problems, 'address'), ...problemsAt(problems, 'group')]}
        touched={asked}
        help={t('peerHelp')}
      >
        <Select
          mono
          value={operation.address ? `${operation.group} ${operation.address}` : undefined}
          onChange={choose}
          disabled={peers.length === 0}
          placeholder={peers.length === 0 ? t('noPeers') : t('choosePeer')}
          options={peers.map(({ group, address, session }) => ({
            value: `${group} ${address}`,
            label: address,
            note: `${group} · ${session}`,
          }))}
        />
      </ProblemField>
    </div>
  );
}
