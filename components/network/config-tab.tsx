'use client';

import { useQuery } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useTRPC } from '@/components/api/client';
import { ConfigFields } from '@/components/lists/config-fields';
import { KeyValueList } from '@/components/ui/key-value';
import { CopyMono } from '@/components/ui/mono';
import { Panel } from '@/components/ui/panel';
import { TimeAgo } from '@/components/ui/time-ago';
import type { Vbr } from '@/domain/estate/express-connect';
import { freshnessOf, type EstateView } from '@/domain/estate/view';

/** What the source says of the VBR itself and when it said so, and every field beside what is declared. */
export function ConfigTab({ view, vbr }: { view: EstateView; vbr: Vbr }) {
  const t = useTranslations('network');
  const trpc = useTRPC();
  const details = useQuery(trpc.estate.details.queryOptions({ kind: 'vbr', id: vbr.key }));
  const fresh = freshnessOf(view, 'vbr');
  const mono = (value: string | number | undefined) =>
    value === undefined || value === '' ? t('unknown') : <CopyMono value={String(value)} />;
  return (
    <>
      <div className="grid grid-cols-1 gap-4 pt-3 lg:grid-cols-2">
        <Panel title={t('link')} padded>
          <KeyValueList
            items={[
              { key: t('circuits'), value: mono(vbr.physicalConnections.join(', ')) },
              { key: 'VLAN', value: mono(vbr.vlanId) },
              { key: t('cloudSide'), value: mono(vbr.localGatewayAddress) },
              { key: t('dataCentreSide'), value: mono(vbr.peerGatewayAddress) },
              { key: t('vlanInterface'), value: mono(vbr.vlanInterface) },
              { key: 'MTU', value: mono(vbr.mtu) },
              {
                key: 'BFD',
                value: vbr.bfd
                  ? t('bfdTimers', {
                      tx: vbr.bfd.minTxIntervalMs,
                      rx: vbr.bfd.minRxIntervalMs,
                      multiplier: vbr.bfd.detectMultiplier,
                    })
                  : t('unknown'),
              },
            ]}
          />
        </Panel>
        <Panel title={t('announced')} padded>
          <KeyValueList
            items={[
              { key: t('routeTable'), value: mono(vbr.routeTable?.key) },
              {
                key: t('bgpNetworks'),
                value:
                  vbr.bgpNetworks === undefined
                    ? t('unknown')
                    : vbr.bgpNetworks.length === 0
                      ? t('noneAnnounced')
                      : vbr.bgpNetworks.map((each) => <div key={each.prefix}>{mono(each.prefix)}</div>),
              },
              {
                key: t('observed'),
                value: fresh?.observedAt ? <TimeAgo at={new Date(fresh.observedAt)} /> : t('unknown'),
                aside: fresh?.source,
              },
            ]}
          />
        </Panel>
      </div>
      {details.data && <ConfigFields fields={details.data.fields} />}
    </>
  );
}
