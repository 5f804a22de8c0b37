import { z } from 'zod';
import { tryParseAddress, type Address } from '@/domain/net/address';
import { parsePrefix, type Prefix } from '@/domain/net/prefix';
import type { Dialect } from './dialect';
import { decode } from './wire';

const bytes = z.instanceof(Uint8Array);
const WirePath = z.object({
  nlri: bytes,
  pattrs: z.array(bytes),
  best: z.boolean(),
  is_withdraw: z.boolean(),
  neighbor_ip: z.string(),
});
const Destination = z.object({ prefix: z.string(), paths: z.array(WirePath) });

/** One path of a table. Without a peer it is the gateway's own; without a next hop it is its own, too. */
export type TablePath = {
  prefix: Prefix;
  peer?: Address;
  nextHop?: Address;
  asPath: number[];
  localPreference?: number;
  med?: number;
  best: boolean;
};

export type ReadPath = { path: TablePath } | { key: string; problem: string };

/** A next hop of the gateway's own paths. */
const UNSPECIFIED = new Set(['0.0.0.0', '::']);

/** The paths of one destination. @throws when the message is none */
export function readDestination(message: Buffer, dialect: Dialect): ReadPath[] {
  const destination = Destination.parse(decode('ListPathResponse', message)['destination']);
  return destination.paths
    .filter((path) => !path.is_withdraw)
    .map((path) => readPath(path, destination.prefix, dialect));
}

function readPath(path: z.infer<typeof WirePath>, listedAs: string, dialect: Dialect): ReadPath {
  try {
    const { asPath, nextHop, ...merits } = dialect.attributesOf(path.pattrs);
    const hop = tryParseAddress(nextHop ?? '');
    // "<nil>" for the gateway itself.
    const peer = tryParseAddress(path.neighbor_ip);
    return {
      path: {
        prefix: parsePrefix(dialect.prefixOf(path.nlri)),
        ...(peer.ok ? { peer: peer.value } : {}),
        ...(hop.ok && !UNSPECIFIED.has(hop.value) ? { nextHop: hop.value } : {}),
        asPath: [...asPath],
        ...merits,
        best: path.best,
      },
    };
  } catch {
    // What exactly is wrong with hostile bytes helps nobody; which row it was does.
    return { key: listedAs, problem: 'path-not-understood' };
  }
}
