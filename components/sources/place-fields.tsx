'use client';

import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Segmented } from '@/components/ui/segmented';
import { Switch } from '@/components/ui/switch';
import type { useFieldErrors } from './field-errors';
import { COMMON_REGIONS, endpointOf, isAccount, type SourceDraft } from './source-draft';

type Props = {
  draft: SourceDraft;
  onChange: (edits: Partial<SourceDraft>) => void;
  at: ReturnType<typeof useFieldErrors>['at'];
};

/** Where a source of the chosen system is. */
export function PlaceFields(props: Props) {
  const { system } = props.draft;
  if (isAccount(system)) return <AccountFields {...props} />;
  if (system === 'kubernetes') return <ClusterFields {...props} />;
  return <GatewayFields {...props} />;
}

function AccountFields({ draft, onChange, at }: Props) {
  const t = useTranslations('sources');
  const regions = useId();
  const derived = endpointOf(draft);
  return (
    <>
      <Field label={t('region')} help={t('regionHelp')} error={at('region')}>
        <Input
          mono
          list={regions}
          value={draft.region}
          placeholder="cn-hangzhou"
          onChange={(event) => onChange({ region: event.target.value })}
        />
      </Field>
      <datalist id={regions}>
        {COMMON_REGIONS.map((region) => (
          <option key={region} value={region}>
            {t(`regions.${region}`)}
          </option>
        ))}
      </datalist>
      <Field
        label={t('endpoint')}
        note={t('endpointNote')}
        help={derived && !draft.endpoint ? t('endpointDerived') : t('endpointHelp')}
        error={at('endpoint')}
      >
        <Input
          mono
          value={draft.endpoint}
          placeholder={derived || `${draft.system === 'ack' ? 'cs' : 'vpc'}.cn-hangzhou.aliyuncs.com`}
          trail="https"
          onChange={(event) => onChange({ endpoint: event.target.value })}
        />
      </Field>
    </>
  );
}

function ClusterFields({ draft, onChange, at }: Props) {
  const t = useTranslations('sources');
  return (
    <>
      <Field label={t('cluster')} help={t('clusterHelp')} error={at('cluster')}>
        <Input
          mono
          value={draft.cluster}
          placeholder="c0a1b2c3d4"
          onChange={(event) => onChange({ cluster: event.target.value })}
        />
      </Field>
      <div className="flex flex-col gap-1.5">
        <Segmented
          label={t('access')}
          value={draft.access}
          onChange={(access) => onChange({ access })}
          segments={(['kubeconfig', 'ack'] as const).map((value) => ({ value, label: t(`accesses.${value}`) }))}
        />
        <p className="text-12 text-ink-3">{t(`accessHelp.${draft.access}`)}</p>
      </div>
      {draft.access === 'ack' && (
        <>
          <Field label={t('ackSource')} help={t('ackSourceHelp')} error={at('source')}>
            <Input
              mono
              value={draft.source}
              placeholder="hz-ack"
              onChange={(event) => onChange({ source: event.target.value })}
            />
          </Field>
          <Switch
            label={t('privateAddress')}
            note={t(draft.privateAddress ? 'privateAddressNote' : 'publicAddressNote')}
            checked={draft.privateAddress}
            onChange={(privateAddress) => onChange({ privateAddress })}
          />
        </>
      )}
    </>
  );
}

/** Keys of the gateways that people have declared: what a source reads has its place there. */
function useDeclaredGateways(): readonly string[] | undefined {
  const trpc = useTRPC();
  return useQuery(trpc.inventory.references.queryOptions({})).data?.gateway;
}

function GatewayFields({ draft, onChange, at }: Props) {
  const t = useTranslations('sources');
  const known = useId();
  const gateways = useDeclaredGateways();
  const isUnknown = draft.gateway.trim() !== '' && gateways !== undefined && !gateways.includes(draft.gateway.trim());
  const isFrr = draft.system === 'frr';
  return (
    <>
      <Field label={t('gateway')} help={isUnknown ? t('gatewayUndeclared') : t('gatewayHelp')} error={at('gateway')}>
        <Input
          mono
          list={known}
          value={draft.gateway}
          placeholder="hz-sw-1"
          onChange={(event) => onChange({ gateway: event.target.value })}
        />
      </Field>
      <datalist id={known}>
        {gateways?.map((key) => (
          <option key={key} value={key} />
        ))}
      </datalist>
      <Field label={t('endpoint')} help={t(isFrr ? 'sshEndpointHelp' : 'grpcEndpointHelp')} error={at('endpoint')}>
        <Input
          mono
          value={draft.endpoint}
          placeholder={isFrr ? '10.0.0.1:22' : '10.0.0.1:50051'}
          trail={isFrr ? 'ssh' : draft.tls ? 'grpcs' : 'grpc'}
          onChange={(event) => onChange({ endpoint: event.target.value })}
        />
      </Field>
      {isFrr ? (
        <>
          <Field label={t('user')} help={t('userHelp')} error={at('user')}>
            <Input mono value={draft.user} onChange={(event) => onChange({ user: event.target.value })} />
          </Field>
          <Field label={t('hostKey')} help={t('hostKeyHelp')} error={at('hostKey')}>
            <Input
              mono
              value={draft.hostKey}
              placeholder="SHA256:…"
              onChange={(event) => onChange({ hostKey: event.target.value })}
            />
          </Field>
        </>
      ) : (
        <Switch
          label={t('useTls')}
          note={t(draft.tls ? 'tlsNote' : 'clearNote')}
          checked={draft.tls}
          onChange={(tls) => onChange({ tls })}
        />
      )}
    </>
  );
}
