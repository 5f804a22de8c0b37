import { lookup } from 'node:dns/promises';
import { DomainError } from '@/domain/errors';
import { type Address, tryParseAddress } from '@/domain/net/address';
import { containsAddress, parsePrefix, type Prefix } from '@/domain/net/prefix';
import { CLOUD_SERVICES, isLinkLocal, isLoopback, isMetadataAddress } from '@/domain/net/special';
import { env } from '@/server/config/env';

export type Protocol = 'http' | 'https';
export type Target = { host: string; port: number };

type Options = {
  /** exact `host:port` pairs that may be reached wherever they stand */
  allowed?: readonly string[];
  resolve?: (host: string) => Promise<readonly string[]>;
};

const VENDOR = '.aliyuncs.com';
// RFC 1918, RFC 4193: inside somebody's network, never the vendor's public API.
const PRIVATE = ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'].map(parsePrefix);
// RFC 6890: this host, protocol assignments, benchmarking, multicast and what is kept for the future.
const RESERVED = ['0.0.0.0/8', '192.0.0.0/24', '198.18.0.0/15', '224.0.0.0/3', '::/128', 'ff00::/8'].map(parsePrefix);

/**
 * Host and port of an endpoint as it will be connected to.
 * @throws DomainError `invalid-input` for anything but a plain name or address with an optional port
 */
export function parseTarget(endpoint: string, protocol: Protocol): Target {
  const match = /^(?<host>\[[0-9a-f:.]+\]|[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::(?<port>\d{1,5}))?$/i.exec(endpoint);
  const port = match?.groups?.port ? Number(match.groups.port) : protocol === 'https' ? 443 : 80;
  if (!match?.groups?.host || port < 1 || port > 65_535) {
    throw new DomainError('invalid-input', 'endpoint-malformed', { endpoint: endpoint.slice(0, 80) });
  }
  return { host: match.groups.host.toLowerCase(), port };
}

/**
 * Refuses every place a source may not be at: hosts that are not the vendor's, plain HTTP to them, and addresses behind a
 * vendor's name that lead back inside. What the process itself lists as `host:port` is exempt, to the letter.
 * Called when a source is written and again each time it is reached, because a name may have moved since.
 * @throws DomainError `precondition-failed` naming host and cause; `unavailable` when the name has no address
 */
export async function assertTargetAllowed(endpoint: string, protocol: Protocol, options: Options = {}): Promise<void> {
  const { host, port } = parseTarget(endpoint, protocol);
  const allowed = options.allowed ?? env().CAUSEWAY_ALLOWED_TARGETS;
  if (allowed.some((each) => each.toLowerCase() === `${host}:${port}`)) return;
  if (!host.endsWith(VENDOR)) throw refusal(host, port, 'not-the-vendors');
  if (protocol !== 'https') throw refusal(host, port, 'not-encrypted');
  for (const text of await addressesOf(host, options.resolve ?? resolveName)) {
    const cause = causeAgainst(text);
    if (cause) throw refusal(host, port, cause, text);
  }
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
