import type { Gateway } from '@/domain/estate/gateway';
import { comparePrefixes, containsPrefix, prefixFamily, tryParsePrefix, type Prefix } from '@/domain/net/prefix';
import type { GatewayWorldPath } from '@/lab/world/gateway';
import { type GatewaySession, gatewaySessions, gatewayTable } from '@/lab/world/gateway-sessions';
import type { WorldState } from '@/lab/world/state';
import { Refusal } from './refusal';
import { wirePath } from './wire';

type Message = Record<string, unknown>;
type Lookup = { prefix: string; type: 'EXACT' | 'LONGER' | 'SHORTER' };

export function bgpOf(gateway: Gateway): Message {
  return { global: { asn: gateway.asn, router_id: gateway.routerId ?? '', listen_port: 179 } };
}

/** The key comes back in clear, as GoBGP gives it. */
export function peersOf(state: WorldState, gateway: Gateway, now: number, address: string): Message[] {
  const sessions = gatewaySessions(state, gateway, now);
  return sessions
    .filter(({ peer }) => address === '' || peer.address === address)
    .map((each) => ({ peer: peerMessage(gateway, each) }));
}

export function peerMessage(gateway: Gateway, session: GatewaySession): Message {
  const { peer, received, accepted, sent, localAddress } = session;
  const common = {
    auth_password: peer.key,
    description: peer.description,
    local_asn: gateway.asn,
    peer_asn: peer.peerAsn,
  };
  const family = { afi: 'AFI_IP', safi: 'SAFI_UNICAST' };
  return {
    conf: { ...common, neighbor_address: peer.address, admin_down: peer.adminDown },
    state: {
      ...{ ...common, neighbor_address: peer.address, session_state: session.state },
      admin_state: peer.adminDown ? 'DOWN' : 'UP',
    },
    transport: { local_address: localAddress ?? '' },
    afi_safis: [
      {
        config: { family, enabled: true },
        state: { family, enabled: true, received: received.length, accepted: accepted.length, advertised: sent.length },
      },
    ],
  };
}

export type TableRequest = { table_type: string; name: string; family?: { afi: string } | null; prefixes?: Lookup[] };

/** One destination for each prefix. @throws Refusal for a neighbour that is not there or another family */
export function destinationsOf(state: WorldState, gateway: Gateway, now: number, request: TableRequest): Message[] {
  const paths = tableOf(state, gateway, now, request).filter(({ prefix }) => prefixFamily(prefix) === 4);
  const wanted = paths.filter(({ prefix }) => isAskedFor(prefix, request.prefixes ?? []));
  const prefixes = [...new Set(wanted.map(({ prefix }) => prefix))].sort(comparePrefixes);
  return prefixes.map((prefix) => ({
    destination: { prefix, paths: wanted.filter((path) => path.prefix === prefix).map(wirePath) },
  }));
}

function tableOf(
  state: WorldState,
  gateway: Gateway,
  now: number,
  { table_type: table, name, family }: TableRequest,
): (GatewayWorldPath & { best?: boolean })[] {
  if (family?.afi === 'AFI_IP6') throw new Refusal('address family: ipv6-unicast not supported');
  if (table === 'GLOBAL') return gatewayTable(state, gateway, now);
  const session = gatewaySessions(state, gateway, now).find(({ peer }) => peer.address === name);
  if (!session) throw new Refusal(`neighbor that has ${name} doesn't exist.`);
  if (table === 'ADJ_IN') return [...session.received];
  if (table === 'ADJ_OUT') return [...session.sent];
  throw new Refusal(`unsupported resource type: ${table}`);
}

function isAskedFor(prefix: Prefix, lookups: readonly Lookup[]): boolean {
  if (lookups.length === 0) return true;
  return lookups.some((lookup) => {
    const parsed = tryParsePrefix(lookup.prefix);
    if (!parsed.ok) return false;
    if (lookup.type === 'LONGER') return containsPrefix(parsed.value, prefix);
    if (lookup.type === 'SHORTER') return containsPrefix(prefix, parsed.value);
    return prefix === parsed.value;
  });
}
