import { assertNever } from '@/domain/errors';
import type { Effect } from '@/domain/changes/effect';
import { addressFamily, parseAddress } from '@/domain/net/address';
import { ConnectorError, type Performed } from '../types';
import type { WireParameters } from '../alibaba/call';
import { requestIdOf } from '../alibaba/errors';
import { findPeer } from './inspect';
import { wireNextHop } from './next-hop';
import type { Read } from '../alibaba/read';
import { optionalId } from '../alibaba/wire-values';
import type { Write } from '../alibaba/write';

type Request = { action: string; parameters: WireParameters; /** where the answer names what it made */ id?: string };

/**
 * Writes one effect with one request. What fails before the request left has outcome `none`; what fails after it may have
 * happened, and the caller reads before anything is sent again.
 */
export async function perform(
  read: Read,
  write: Write,
  region: string,
  effect: Effect,
  token: string,
): Promise<Performed> {
  const { action, parameters, id } = await requestFor(read, region, effect, token);
  const answer = await write(action, { RegionId: region, ...parameters });
  const made = id === undefined ? undefined : optionalId.parse(answer[id]);
  return { requestId: requestIdOf(answer['RequestId']) ?? '', ...(made === undefined ? {} : { resourceId: made }) };
}

async function requestFor(read: Read, region: string, effect: Effect, token: string): Promise<Request> {
  switch (effect.kind) {
    case 'create-route-entry':
      return {
        action: 'CreateRouteEntry',
        parameters: { ...entryOf(effect), ClientToken: clientToken(token) },
        id: 'RouteEntryId',
      };
    case 'delete-route-entry':
      // By place and direction, not by id: an entry that somebody replaced meanwhile is not the one to be deleted.
      return { action: 'DeleteRouteEntry', parameters: withoutHopType(entryOf(effect)) };
    case 'create-bgp-peer':
      return {
        action: 'CreateBgpPeer',
        parameters: { ...peerOf(effect), ClientToken: clientToken(token) },
        id: 'BgpPeerId',
      };
    case 'delete-bgp-peer':
      return {
        action: 'DeleteBgpPeer',
        parameters: { BgpPeerId: await peerId(read, region, effect), ClientToken: clientToken(token) },
      };
    default:
      return assertNever(effect);
  }
}

function entryOf(effect: Extract<Effect, { routeTable: string }>) {
  const hop = wireNextHop(effect.nextHop);
  if (hop === null) throw refused(`no route entry can be written toward a next hop of kind ${effect.nextHop.kind}`);
  return { RouteTableId: effect.routeTable, DestinationCidrBlock: effect.prefix, ...hop };
}

/** DeleteRouteEntry knows no next-hop type. */
function withoutHopType({ RouteTableId, DestinationCidrBlock, NextHopId }: ReturnType<typeof entryOf>): WireParameters {
  return { RouteTableId, DestinationCidrBlock, NextHopId };
}

function peerOf({ group, address, bfd }: Extract<Effect, { vbr: string }>): WireParameters {
  const enabled = bfd?.enabled ?? false;
  return {
    BgpGroupId: group,
    PeerIpAddress: address,
    IpVersion: addressFamily(parseAddress(address)) === 4 ? 'IPv4' : 'IPv6',
    EnableBfd: enabled,
    BfdMultiHop: enabled ? bfd?.hops : undefined,
  };
}

async function peerId(read: Read, region: string, effect: Extract<Effect, { vbr: string }>): Promise<string> {
  const peer = await findPeer(read, region, effect);
  if (peer === null)
    throw new ConnectorError('not-found', `no BGP peer ${effect.address} in group ${effect.group}`, {
      outcome: 'none',
    });
  return peer.key;
}

/** ASCII, at most 64 characters (CreateBgpPeer, parameter ClientToken). */
function clientToken(token: string): string {
  if (!/^[\x21-\x7e]{1,64}$/.test(token)) throw refused('the token is not 1 to 64 ASCII characters');
  return token;
}

function refused(why: string): ConnectorError {
  return new ConnectorError('rejected', why, { outcome: 'none' });
}
