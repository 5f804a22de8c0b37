'use client';

import { useTranslations } from 'use-intl';
import { Input } from '@/components/ui/input';
import { Switch } from '@/components/ui/switch';
import type { RouterRef } from '@/domain/changes/effect';
import { problemsAt, type DraftOperation } from '../form/draft';
import { ProblemField } from '../form/field-problems';
import { GroupField } from './group-field';
import { farAddressFor, routerChoice, type OperationFormProps } from './props';
import { RouterField, routerProblems } from './router-field';

type AddBgpPeerDraft = Extract<DraftOperation, { kind: 'add-bgp-peer' }>;

/** A further session of a VBR, in a group that exists; the far end of the link is offered first. */
export function AddBgpPeerForm(props: OperationFormProps<AddBgpPeerDraft>) {
  const { choices, operation, onChange, problems, asked } = props;
  const t = useTranslations('changes.form');
  const router = routerChoice(choices, { kind: 'vbr', key: operation.vbr });
  const family = router?.groups.find(({ key }) => key === operation.group)?.family;
  const bfd = operation.bfd ?? { enabled: false };
  const chooseVbr = (chosen: RouterRef) => {
    const found = routerChoice(choices, chosen);
    const group = found?.groups[0]?.key ?? '';
    onChange({ ...operation, vbr: chosen.key, group, address: farAddressFor(found, group) });
  };
  const chooseGroup = (group: string) => {
    // What was offered for one family is no address of the other; what somebody typed stays.
    const isOffered = ['', farAddressFor(router, operation.group)].includes(operation.address);
    onChange({ ...operation, group, address: isOffered ? farAddressFor(router, group) : operation.address });
  };
  return (
    <div className="flex flex-col gap-4">
      <div className="grid grid-cols-1 gap-3 md:grid-cols-2">
        <RouterField
          choices={choices}
          kind="vbr"
          value={{ kind: 'vbr', key: operation.vbr }}
          onChange={chooseVbr}
          problems={routerProblems(problems)}
          touched={asked}
        />
        <GroupField
          groups={router?.groups ?? []}
          value={operation.group}
          onChange={chooseGroup}
          problems={problemsAt(problems, 'group')}
          touched={asked}
        />
      </div>
      <div className="grid grid-cols-1 gap-3 md:grid-cols-2">
        <ProblemField
          label={t('peerAddress')}
          problems={problemsAt(problems, 'address')}
          touched={asked}
          help={t('peerAddressHelp')}
          onTake={(address) => onChange({ ...operation, address })}
        >
          <Input
            mono
            value={operation.address}
            placeholder={family === 6 ? '2001:db8:ffff::2' : '169.254.10.2'}
            autoComplete="off"
            onChange={(event) => onChange({ ...operation, address: event.target.value.trim() })}
          />
        </ProblemField>
        <ProblemField label={t('bfd')} problems={problemsAt(problems, 'bfd')} touched={asked} group>
          <div className="flex h-8 items-center gap-4">
            <Switch
              checked={bfd.enabled}
              onChange={(enabled) => onChange({ ...operation, bfd: enabled ? { enabled, hops: 1 } : { enabled } })}
              label={t('bfdOn')}
            />
            {bfd.enabled && (
              <label className="flex items-center gap-2 text-12">
                {t('bfdHops')}
                <Input
                  type="number"
                  min={1}
                  max={255}
                  className="w-18"
                  value={bfd.hops ?? ''}
                  onChange={(event) =>
                    onChange({ ...operation, bfd: { enabled: true, hops: event.target.valueAsNumber } })
                  }
                />
              </label>
            )}
          </div>
        </ProblemField>
      </div>
    </div>
  );
}
