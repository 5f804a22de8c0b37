import type { z } from 'zod';
import { ObservedGatewayPeer, type SessionError } from '@/domain/estate/gateway';
import { plainText } from '../plain-text';
import { Neighbor, SummaryPeer } from './schema';

/**
 * One peer out of the two lists that know of it: the summary has the state, the neighbour what it was configured to be and how
 * it fared. @throws ZodError when either is not understood
 */
export function toGatewayPeer(address: string, summary: unknown, neighbor: unknown): ObservedGatewayPeer {
  const now = SummaryPeer.parse(summary);
  const { addressFamilyInfo, ...past } = Neighbor.parse(neighbor);
  const sessionState = stateOf(now.state);
  const description = past.nbrDesc ?? now.desc;
  return ObservedGatewayPeer.parse({
    address,
    ...(now.remoteAs ? { peerAsn: now.remoteAs } : {}),
    ...(now.localAs ? { localAsn: now.localAs } : {}),
    sessionState,
    ...(sessionState === 'established' ? { acceptedRoutes: now.pfxRcd, advertisedRoutes: now.pfxSnt } : {}),
    adminDown: past.adminShutDown === true || /\(admin\)/i.test(now.state) || now.peerState === 'Admin',
    ...(/\(pfxct\)/i.test(now.state) || now.peerState === 'PfxCt' ? { routeLimitExceeded: true } : {}),
    ...missingPolicyOf(addressFamilyInfo?.ipv4Unicast),
    hasAuthKey: Boolean(past.authenticationEnabled),
    ...bfdOf(past),
    ...(past.connectionsDropped === undefined ? {} : { drops: past.connectionsDropped }),
    ...lastErrorOf(past),
    ...(description === undefined ? {} : { description: plainText(description) }),
  });
}

/** `Idle (Admin)` and `Idle (PfxCt)` are idle for a reason that is told beside. */
function stateOf(state: string): ObservedGatewayPeer['sessionState'] {
  const [word = ''] = state.toLowerCase().split(' ');
  const known = ['idle', 'connect', 'active', 'opensent', 'openconfirm', 'established'] as const;
  return known.find((each) => each === word) ?? 'unknown';
}

type Family = NonNullable<z.infer<typeof Neighbor>['addressFamilyInfo']>['ipv4Unicast'];

/** The sentence is there exactly when the policy is not. */
function missingPolicyOf(family: Family): Pick<ObservedGatewayPeer, 'missingPolicy'> {
  const isIn = family?.inboundEbgpRequiresPolicy !== undefined;
  const isOut = family?.outboundEbgpRequiresPolicy !== undefined;
  if (!isIn && !isOut) return {};
  return { missingPolicy: isIn && isOut ? 'both' : isIn ? 'in' : 'out' };
}

function bfdOf({ peerBfdInfo }: Past): Pick<ObservedGatewayPeer, 'bfd'> {
  if (!peerBfdInfo) return { bfd: 'off' };
  const status = peerBfdInfo.status?.toLowerCase();
  return { bfd: status === 'up' || status === 'down' ? status : 'unknown' };
}

type Past = Omit<z.infer<typeof Neighbor>, 'addressFamilyInfo'>;

/** Code and subcode of RFC 4271 and RFC 4486 as hexadecimal; `060A` is FRR's own way to say BFD (RFC 9384). */
const NOTIFICATIONS: Readonly<Record<string, SessionError>> = {
  '0202': 'bad-peer-as',
  '0601': 'route-limit',
  '0602': 'admin-shutdown',
  '0603': 'configuration-changed',
  '0606': 'configuration-changed',
  '060A': 'bfd-down',
};

/** Reasons of FRR's own, for ends that no message told of. Others (waiting for the peer's OPEN) are no errors. */
const RESETS: Readonly<Record<number, SessionError>> = { 15: 'connection-lost', 27: 'no-path-to-peer' };

function lastErrorOf(past: Past): Pick<ObservedGatewayPeer, 'lastErrorCode' | 'lastError'> {
  const lastErrorCode = pastErrorOf(past);
  if (lastErrorCode === undefined) return {};
  const words = past.lastNotificationReason ?? past.lastResetDueTo;
  return { lastErrorCode, ...(words === undefined ? {} : { lastError: plainText(words) }) };
}

function pastErrorOf({ lastErrorCodeSubcode, lastResetCode }: Past): SessionError | undefined {
  const reset = RESETS[lastResetCode ?? -1];
  if (reset) return reset;
  const notification = lastErrorCodeSubcode?.toUpperCase() ?? '';
  if (!/^[0-9A-F]{4}$/.test(notification)) return undefined;
  if (notification.startsWith('04')) return 'hold-timer';
  return NOTIFICATIONS[notification] ?? 'notification';
}
