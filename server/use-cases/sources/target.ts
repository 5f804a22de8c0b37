import { lookup } from 'node:dns/promises';
import { DomainError } from '@/domain/errors';
import { type Address, tryParseAddress } from '@/domain/net/address';
import { containsAddress, parsePrefix, type Prefix } from '@/domain/net/prefix';
import { CLOUD_SERVICES, isLinkLocal, isLoopback, isMetadataAddress } from '@/domain/net/special';
import type { SourceSystem } from '@/domain/estate/resource';
import { SourceProtocol } from '@/domain/sources/source';
import { env } from '@/server/config/env';

export type Target = { host: string; port: number };

type Options = {
  /** what is to be reached there; left out, the vendor's cloud */
  system?: SourceSystem;
  /** exact `host:port` pairs that may be reached wherever they stand */
  allowed?: readonly string[];
  resolve?: (host: string) => Promise<readonly string[]>;
};

const VENDOR = '.aliyuncs.com';
/** Systems that stand in the operator's own network: any name and private addresses are normal there. */
const OWN_NETWORK: ReadonlySet<SourceSystem> = new Set(['kubernetes', 'gobgp', 'frr']);
const ENCRYPTED: ReadonlySet<SourceProtocol> = new Set(['https', 'grpcs', 'ssh']);
// The registered ports of HTTP, HTTPS and SSH; GoBGP's own for gRPC.
const PORTS: Readonly<Record<SourceProtocol, number>> = {
  http: 80,
  https: 443,
  grpc: 50_051,
  grpcs: 50_051,
  ssh: 22,
  local: 0,
};
// RFC 1918, RFC 4193: inside somebody's network, never the vendor's public API.
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'].map(parsePrefix);
// RFC 6890: this host, protocol assignments, benchmarking, multicast and what is kept for the future.
const RESERVED = ['0.0.0.0/8', '192.0.0.0/24', '198.18.0.0/15', '224.0.0.0/3', '::/128', 'ff00::/8'].map(parsePrefix);

/**
 * Host and port of an endpoint as it will be connected to.
 * @throws DomainError `invalid-input` for anything but a plain name or address with an optional port
 */
export function parseTarget(endpoint: string, protocol: SourceProtocol): Target {
  const match = /^(?<host>\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::(?<port>\d{1,5}))?$/i.exec(endpoint);
  const port = match?.groups?.port ? Number(match.groups.port) : PORTS[protocol];
  if (!match?.groups?.host || port < 1 || port > 65_535) {
    throw new DomainError('invalid-input', 'endpoint-malformed', { endpoint: endpoint.slice(0, 80) });
  }
  return { host: match.groups.host.toLowerCase(), port };
}

/**
 * Refuses every place a source may not be at. Of the vendor's cloud: hosts that are not the vendor's, plain HTTP to them, and
 * addresses behind a vendor's name that lead back inside. Of what stands in the operator's own network: connections in clear,
 * and addresses that lead to this machine, its link or a metadata service. What the process itself lists as `host:port` is
 * exempt, to the letter.
 * Called when a source is written and again each time it is reached, because a name may have moved since.
 * @throws DomainError `precondition-failed` naming host and cause; `unavailable` when the name has no address
 */
export async function assertTargetAllowed(
  endpoint: string,
  protocol: SourceProtocol,
  options: Options = {},
): Promise<void> {
  const { host, port } = parseTarget(endpoint, protocol);
  const allowed = options.allowed ?? env().CAUSEWAY_ALLOWED_TARGETS;
  if (allowed.some((each) => each.toLowerCase() === `${host}:${port}`)) return;
  const isOwn = OWN_NETWORK.has(options.system ?? 'vpc');
  if (!isOwn && !host.endsWith(VENDOR)) throw refusal(host, port, 'not-the-vendors');
  if (!ENCRYPTED.has(protocol)) throw refusal(host, port, 'not-encrypted');
  const literal = literalOf(host);
  const addresses = isOwn && literal !== null ? [literal] : await addressesOf(host, options.resolve ?? resolveName);
  for (const text of addresses) {
    const cause = causeAgainst(text);
    if (cause && !(isOwn && cause === 'private')) throw refusal(host, port, cause, text);
  }
}

/** The same for a place as it is stored; one without an endpoint of its own is judged where it is connected to. */
export async function assertPlaceAllowed(place: {
  endpoint: string;
  protocol: string;
  settings: { system: SourceSystem };
}): Promise<void> {
  if (place.endpoint === '') return;
  await assertTargetAllowed(place.endpoint, SourceProtocol.parse(place.protocol), { system: place.settings.system });
}

/** An address written out needs no name service: `10.1.0.1`, `[fd12::1]`. */
function literalOf(host: string): string | null {
  const text = host.startsWith('[') ? host.slice(1, -1) : host;
  return tryParseAddress(text).ok ? text : null;
}

function refusal(host: string, port: number, cause: string, address = ''): DomainError {
  return new DomainError('precondition-failed', 'target-refused', { host, port, cause, address });
}

async function addressesOf(host: string, resolve: NonNullable<Options['resolve']>): Promise<readonly string[]> {
  try {
    return await resolve(host);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown';
    throw new DomainError('unavailable', 'target-unresolved', { host, code });
  }
}

async function resolveName(host: string): Promise<readonly string[]> {
  return (await lookup(host, { all: true, verbatim: true })).map((each) => each.address);
}

/** Why an address may not be behind a vendor's name, or null. An address that cannot be read is refused as well. */
export function causeAgainst(text: string): string | null {
  const parsed = tryParseAddress(text);
  if (!parsed.ok) return 'unreadable-address';
  const address = parsed.value;
  if (isMetadataAddress(address)) return 'metadata';
  if (isLoopback(address)) return 'loopback';
  if (isLinkLocal(address)) return 'link-local';
  if (isIn([CLOUD_SERVICES], address)) return 'shared';
  if (isIn(PRIVATE, address)) return 'private';
  return isIn(RESERVED, address) ? 'reserved' : null;
}

function isIn(prefixes: readonly Prefix[], address: Address): boolean {
  return prefixes.some((each) => containsAddress(each, address));
}
