import { z } from 'zod';
import { ObservedGatewayPeer } from '@/domain/estate/gateway';
import { plainText } from '../plain-text';
import { disconnectOf, type Dialect, sessionStateOf } from './dialect';
import { decode } from './wire';

const count = z.number().min(0).max(Number.MAX_SAFE_INTEGER).transform(Math.trunc);
const part = <T extends z.ZodRawShape>(shape: T) => z.object(shape).nullish();

const WirePeer = z.object({
  conf: z.object({
    auth_password: z.string(),
    description: z.string(),
    local_asn: z.number(),
    neighbor_address: z.string(),
    peer_asn: z.number(),
    admin_down: z.boolean(),
  }),
  state: part({
    auth_password: z.string(),
    local_asn: z.number(),
    neighbor_address: z.string(),
    peer_asn: z.number(),
    session_state: z.number(),
    admin_state: z.number(),
    disconnect_reason: z.number(),
    bfd_state: part({ session_state: z.number() }),
  }),
  bfd: part({ enabled: z.boolean() }),
  afi_safis: z.array(z.object({ state: part({ received: count, accepted: count, advertised: count }) })),
});
type WirePeer = z.infer<typeof WirePeer>;

/** A peer without its password, which the API gives in clear. Nothing else ever sees the message. */
export type SealedPeer = Omit<WirePeer, 'conf' | 'state'> & {
  conf: Omit<WirePeer['conf'], 'auth_password'>;
  state: Omit<NonNullable<WirePeer['state']>, 'auth_password'> | null;
  key: { fingerprint: string } | null;
};

/** @throws ZodError, or what the decoder throws, when the message is no peer */
export function readPeer(message: Buffer, fingerprint: (secret: string) => string): SealedPeer {
  const { conf, state, ...rest } = WirePeer.parse(decode('ListPeerResponse', message)['peer']);
  const { auth_password: password, ...openConf } = conf;
  const { auth_password: effective, ...openState } = state ?? { auth_password: '' };
  const secret = password || effective;
  return {
    ...rest,
    conf: openConf,
    state: state ? (openState as SealedPeer['state']) : null,
    key: secret === '' ? null : { fingerprint: fingerprint(secret) },
  };
}

/** Not a success for a peer without an address, say. */
export function toGatewayPeer(peer: SealedPeer, dialect: Dialect): z.ZodSafeParseResult<ObservedGatewayPeer> {
  const { conf, state, key } = peer;
  const adminState = state?.admin_state ?? 0;
  const sessionState = sessionStateOf(state?.session_state ?? 0);
  const lastErrorCode = disconnectOf(state?.disconnect_reason ?? 0);
  return ObservedGatewayPeer.safeParse({
    address: conf.neighbor_address || state?.neighbor_address,
    ...asn('peerAsn', conf.peer_asn || state?.peer_asn),
    ...asn('localAsn', state?.local_asn || conf.local_asn),
    sessionState,
    ...(sessionState === 'established' ? countsOf(peer) : {}),
    adminDown: adminState === dialect.adminStates.down,
    ...(adminState === dialect.adminStates.tooManyPrefixes ? { routeLimitExceeded: true } : {}),
    hasAuthKey: key !== null,
    ...(key === null ? {} : { authKeyFingerprint: key.fingerprint }),
    ...bfdOf(peer),
    ...(lastErrorCode === undefined ? {} : { lastErrorCode }),
    ...(conf.description === '' ? {} : { description: plainText(conf.description) }),
  });
}

/** Counters of a session that is down are those of its last life, so they are left out. */
function countsOf({ afi_safis: families }: SealedPeer) {
  const sum = (name: 'received' | 'accepted' | 'advertised') =>
    families.reduce((total, family) => total + (family.state?.[name] ?? 0), 0);
  return { receivedRoutes: sum('received'), acceptedRoutes: sum('accepted'), advertisedRoutes: sum('advertised') };
}

/** 3.x has no BFD and says nothing of it. */
function bfdOf({ bfd, state }: SealedPeer): Pick<ObservedGatewayPeer, 'bfd'> {
  if (!bfd) return {};
  if (!bfd.enabled) return { bfd: 'off' };
  const session = state?.bfd_state?.session_state ?? 0;
  if (session === 1) return { bfd: 'up' };
  return { bfd: session === 0 ? 'unknown' : 'down' };
}

function asn<K extends string>(name: K, value: number | undefined): Partial<Record<K, number>> {
  return value ? ({ [name]: value } as Partial<Record<K, number>>) : {};
}
