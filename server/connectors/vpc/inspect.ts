import { assertNever } from '@/domain/errors';
import type { Effect } from '@/domain/changes/effect';
import type { BgpPeer } from '@/domain/estate/bgp';
import type { ResourceKind, ResourceOf } from '@/domain/estate/resource';
import { nextHopsOf } from '@/domain/estate/routes';
import { ConnectorError, type EffectState } from '../types';
import type { WireParameters } from '../alibaba/call';
import type { Listing } from '../alibaba/listing';
import { BGP_PEERS, routeEntriesOf } from './listings';
import { readPart } from '../alibaba/part';
import type { Read } from '../alibaba/read';

type RouteEffect = Extract<Effect, { routeTable: string }>;
type PeerEffect = Extract<Effect, { vbr: string }>;
type Entry = ResourceOf<'route-entry'>['attributes'];

/**
 * Is the effect so? Reads only, and never guesses: a row that cannot be understood could be the one that is asked about.
 * @throws ConnectorError when the source does not answer, or not in full
 */
export async function inspect(read: Read, region: string, effect: Effect): Promise<EffectState> {
  switch (effect.kind) {
    case 'create-route-entry':
      return createdEntryState(effect, await ownEntries(read, region, effect));
    case 'delete-route-entry':
      return deletedEntryState(effect, await ownEntries(read, region, effect));
    case 'create-bgp-peer':
      return createdPeerState(effect, await peersAt(read, region, effect));
    case 'delete-bgp-peer':
      return deletedPeerState(effect, await peersAt(read, region, effect));
    default:
      return assertNever(effect);
  }
}

/** The peer of the effect, if there is one: deleting needs its id. */
export async function findPeer(
  read: Read,
  region: string,
  effect: PeerEffect,
): Promise<ResourceOf<'bgp-peer'>['attributes'] | null> {
  const peers = await peersAt(read, region, effect);
  return peers.find((each) => each.group === effect.group) ?? null;
}

/** Entries of exactly this prefix that people write. A learnt route of the same prefix is not ours and not in our way. */
async function ownEntries(read: Read, region: string, effect: RouteEffect): Promise<readonly Entry[]> {
  const rows = await readWhole(read, routeEntriesOf(effect.routeTable), {
    RegionId: region,
    RouteTableId: effect.routeTable,
    DestinationCidrBlock: effect.prefix,
  });
  return rows.flatMap((each) => {
    if (each.kind !== 'route-entry' || each.attributes.prefix !== effect.prefix) return [];
    return each.attributes.type === 'custom' || each.attributes.type === 'unknown' ? [each.attributes] : [];
  });
}

/** Peers with this address on this VBR, whatever their group: the API allows one. */
async function peersAt(
  read: Read,
  region: string,
  effect: PeerEffect,
): Promise<readonly ResourceOf<'bgp-peer'>['attributes'][]> {
  const rows = await readWhole(read, BGP_PEERS, { RegionId: region, RouterId: effect.vbr });
  return rows.flatMap((each) => {
    if (each.kind !== 'bgp-peer' || each.attributes.vbr !== effect.vbr) return [];
    return each.attributes.address === effect.address && each.attributes.status !== 'deleted' ? [each.attributes] : [];
  });
}

async function readWhole<K extends ResourceKind>(
  read: Read,
  listing: Listing & { kind: K },
  parameters: WireParameters,
) {
  const part = await readPart(read, listing, parameters);
  if (part.error) throw part.error;
  const [odd] = part.skipped;
  if (odd)
    throw new ConnectorError(
      'unavailable',
      `${listing.action}: the row ${odd.key} cannot be understood: ${odd.problem}`,
      { outcome: 'unknown' },
    );
  return part.resources;
}

function createdEntryState(effect: RouteEffect, entries: readonly Entry[]): EffectState {
  const [entry] = entries;
  if (!entry) return { kind: 'not-applied' };
  if (leadsThere(entry, effect)) return settledAs('applied', entry.status, entry.id);
  // A foreign entry that is going away settles by itself; one that stays is somebody else's.
  if (entry.status === 'deleting')
    return { kind: 'in-progress', detail: 'another entry of this prefix is being deleted' };
  return { kind: 'contradicted', ...resourceId(entry.id), detail: `next hop ${hopText(entry)}` };
}

function deletedEntryState(effect: RouteEffect, entries: readonly Entry[]): EffectState {
  const [entry] = entries;
  if (!entry) return { kind: 'applied' };
  if (leadsThere(entry, effect)) return settledAs('not-applied', entry.status, entry.id);
  if (entry.status === 'deleting')
    return { kind: 'in-progress', detail: 'another entry of this prefix is being deleted' };
  return { kind: 'contradicted', ...resourceId(entry.id), detail: `next hop ${hopText(entry)}` };
}

function createdPeerState(effect: PeerEffect, peers: readonly ResourceOf<'bgp-peer'>['attributes'][]): EffectState {
  const own = peers.find((each) => each.group === effect.group);
  const foreign = peers.find((each) => each.group !== effect.group);
  if (!own && foreign)
    return { kind: 'contradicted', resourceId: foreign.key, detail: `the address belongs to group ${foreign.group}` };
  if (!own) return { kind: 'not-applied' };
  const state = settledAs('applied', own.status, own.key);
  if (state.kind === 'applied' && !hasBfd(own, effect))
    return { kind: 'contradicted', resourceId: own.key, detail: 'other BFD settings' };
  return state;
}

function deletedPeerState(effect: PeerEffect, peers: readonly ResourceOf<'bgp-peer'>['attributes'][]): EffectState {
  const own = peers.find((each) => each.group === effect.group);
  return own ? settledAs('not-applied', own.status, own.key) : { kind: 'applied' };
}

/** Everything but `available` is on its way somewhere: wait and read again. */
function settledAs(
  settled: 'applied' | 'not-applied',
  status: string | undefined,
  id: string | undefined,
): EffectState {
  if (status === 'available') return { kind: settled, ...resourceId(id) };
  return { kind: 'in-progress', ...resourceId(id), detail: status ?? 'unknown' };
}

function leadsThere(entry: Entry, effect: RouteEffect): boolean {
  const hops = nextHopsOf(entry);
  return hops.length === 1 && hops[0]?.kind === effect.nextHop.kind && hops[0].key === effect.nextHop.key;
}

function hopText(entry: Entry): string {
  return (
    nextHopsOf(entry)
      .map((hop) => hop.key)
      .join(', ') || 'unknown'
  );
}

function hasBfd(peer: Pick<BgpPeer, 'bfd'>, effect: PeerEffect): boolean {
  if (effect.bfd === undefined || peer.bfd === undefined) return true;
  if (effect.bfd.enabled !== peer.bfd.enabled) return false;
  return (
    !effect.bfd.enabled ||
    effect.bfd.hops === undefined ||
    peer.bfd.hops === undefined ||
    effect.bfd.hops === peer.bfd.hops
  );
}

function resourceId(id: string | undefined): { resourceId?: string } {
  return id === undefined ? {} : { resourceId: id };
}
