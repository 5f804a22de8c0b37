'use client';

import { useTranslations } from 'use-intl';
import { Select } from '@/components/ui/select';
import { problemsAt, type DraftOperation } from '../form/draft';
import { ProblemField } from '../form/field-problems';
import type { OperationFormProps } from './props';
import { routerProblems, VbrField } from './router-field';

type RemoveBgpPeerDraft = Extract<DraftOperation, { kind: 'remove-bgp-peer' }>;

/** Ends a session: chosen from the VBR's peers as observed. */
export function RemoveBgpPeerForm({
  estate,
  operation,
  onChange,
  problems,
  asked,
}: OperationFormProps<RemoveBgpPeerDraft>) {
  const t = useTranslations('changes.form');
  const groups = estate.vbrs.find((each) => each.key === operation.vbr)?.bgpGroups ?? [];
  const peers = groups.flatMap((group) => (group.peers ?? []).map((peer) => ({ group: group.key, peer })));
  const choose = (value: string) => {
    const [group = '', address = ''] = value.split(' ');
    onChange({ ...operation, group, address });
  };
  return (
    <div className="grid grid-cols-1 gap-3 md:grid-cols-2">
      <VbrField
        estate={estate}
        value={operation.vbr}
        onChange={(vbr) => onChange({ ...operation, vbr, group: '', address: '' })}
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
          options={peers.flatMap(({ group, peer }) =>
            peer.address === undefined
              ? []
              : [
                  {
                    value: `${group} ${peer.address}`,
                    label: peer.address,
                    note: `${group} · ${peer.observed?.sessionState ?? '?'}`,
                  },
                ],
          )}
        />
      </ProblemField>
    </div>
  );
}
