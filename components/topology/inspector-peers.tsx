'use client';

import { useTranslations } from 'use-intl';
import { KeyValueList } from '@/components/ui/key-value';
import { CopyMono } from '@/components/ui/mono';
import { PanelSection } from '@/components/ui/panel';
import { StatusMark } from '@/components/ui/status-mark';
import { CLOUD_ASN, sessionHealth, type Session, type SessionHealth } from '@/domain/routing/bgp-session';
import type { GraphStatus } from '@/domain/topology/graph';
import type { ObjectDetails } from './picture';

const MEANING: Record<SessionHealth, GraphStatus> = { established: 'healthy', down: 'broken', unknown: 'unknown' };

/** The sessions of a VBR: state, numbers, counters. */
export function InspectorPeers({ sessions }: { sessions: readonly Session[] }) {
  const t = useTranslations('topology.bgp');
  const states = useTranslations('topology.sessionStates');
  return sessions.map((session) => {
    const { group, peer } = session;
    const observed = peer.observed;
    return (
      <PanelSection
        key={peer.key}
        title={<span className="mono">{peer.key}</span>}
        aside={
          <StatusMark status={MEANING[sessionHealth(session)]} label={states(observed?.sessionState ?? 'unknown')} />
        }
      >
        <KeyValueList
          items={[
            { key: t('address'), value: peer.address ? <CopyMono value={peer.address} /> : t('unknown') },
            {
              key: t('asns'),
              value: <span className="mono">{`${group.localAsn ?? CLOUD_ASN} – ${group.peerAsn ?? '?'}`}</span>,
            },
            { key: t('bfd'), value: peer.bfd === undefined ? t('unknown') : peer.bfd.enabled ? t('on') : t('off') },
            {
              key: t('received'),
              value:
                observed?.receivedRoutes === undefined
                  ? t('unknown')
                  : t('ofLimit', { count: observed.receivedRoutes, limit: group.routeLimit ?? 110 }),
            },
            {
              key: t('advertised'),
              value: observed?.advertisedRoutes === undefined ? t('unknown') : String(observed.advertisedRoutes),
            },
            { key: t('group'), value: <CopyMono value={group.key} /> },
          ]}
        />
      </PanelSection>
    );
  });
}

/** The neighbours of a gateway, as it shows them itself. */
export function InspectorGatewayPeers({ gateway }: { gateway: NonNullable<ObjectDetails['gateway']> }) {
  const t = useTranslations('topology.bgp');
  const states = useTranslations('topology.sessionStates');
  const count = (value: number | undefined) => (value === undefined ? t('unknown') : String(value));
  return gateway.peers.map((peer) => (
    <PanelSection
      key={peer.address}
      title={<span className="mono">{peer.address}</span>}
      aside={<StatusMark status={statusOf(peer)} label={peer.adminDown ? t('shutDown') : states(peer.sessionState)} />}
    >
      <KeyValueList
        items={[
          { key: t('asns'), value: <span className="mono">{`${peer.localAsn ?? '?'} – ${peer.peerAsn ?? '?'}`}</span> },
          { key: t('received'), value: count(peer.receivedRoutes) },
          { key: t('accepted'), value: count(peer.acceptedRoutes) },
          { key: t('advertised'), value: count(peer.advertisedRoutes) },
          { key: t('bfd'), value: peer.bfd === undefined ? t('unknown') : peer.bfd },
          ...(peer.lastError ? [{ key: t('lastError'), value: peer.lastError }] : []),
        ]}
      />
    </PanelSection>
  ));
}

function statusOf({ adminDown, sessionState }: NonNullable<ObjectDetails['gateway']>['peers'][number]): GraphStatus {
  if (adminDown) return 'warning';
  if (sessionState === 'established') return 'healthy';
  return sessionState === 'unknown' ? 'unknown' : 'broken';
}
