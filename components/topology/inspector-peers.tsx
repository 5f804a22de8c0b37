'use client';

import { useTranslations } from 'use-intl';
import { KeyValueList } from '@/components/ui/key-value';
import { CopyMono } from '@/components/ui/mono';
import { PanelSection } from '@/components/ui/panel';
import { StatusMark } from '@/components/ui/status-mark';
import { routeLimitOf } from '@/domain/estate/bgp';
import { CLOUD_ASN, sessionHealth, type Session } from '@/domain/routing/sessions/bgp-session';
import { hindranceOf } from '@/domain/routing/hindrance';
import type { SessionHealth } from '@/domain/routing/sessions/session-health';
import { peerStatus } from '@/domain/topology/gateway-element';
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
                  : t('ofLimit', { count: observed.receivedRoutes, limit: routeLimitOf(group) }),
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
  return gateway.peers.map((peer) => <GatewayPeer key={peer.address} peer={peer} />);
}

type Peer = NonNullable<ObjectDetails['gateway']>['peers'][number];

function GatewayPeer({ peer }: { peer: Peer }) {
  const t = useTranslations('topology.bgp');
  const states = useTranslations('topology.sessionStates');
  const columns = useTranslations('lists.columns');
  const values = useTranslations('lists.values');
  const count = (value: number | undefined) => (value === undefined ? t('unknown') : String(value));
  const hindrance = hindranceOf(peer);
  return (
    <PanelSection
      title={<span className="mono">{peer.address}</span>}
      aside={
        <StatusMark status={peerStatus(peer)} label={peer.adminDown ? t('shutDown') : states(peer.sessionState)} />
      }
    >
      <KeyValueList
        items={[
          { key: t('asns'), value: <span className="mono">{`${peer.localAsn ?? '?'} – ${peer.peerAsn ?? '?'}`}</span> },
          ...(hindrance ? [{ key: columns('hindrance'), value: values(`hindrance.${hindrance}`) }] : []),
          { key: t('received'), value: count(peer.receivedRoutes) },
          { key: t('accepted'), value: count(peer.acceptedRoutes) },
          { key: t('advertised'), value: count(peer.advertisedRoutes) },
          { key: t('bfd'), value: peer.bfd === undefined ? t('unknown') : peer.bfd },
          { key: columns('drops'), value: count(peer.drops) },
          ...lastError(peer).map((value) => ({ key: t('lastError'), value })),
        ]}
      />
    </PanelSection>
  );

  /** What the code says in the reader's language, and the gateway's own words where they say more. */
  function lastError({ lastErrorCode, lastError: own }: Peer): readonly string[] {
    const said = [lastErrorCode && values(`sessionError.${lastErrorCode}`), own].filter((each) => each !== undefined);
    return said.length === 0 ? [] : [said.join(': ')];
  }
}
