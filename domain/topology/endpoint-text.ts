import type { Endpoint } from '@/domain/estate/flow';
import { addressFamily, tryParseAddress } from '@/domain/net/address';
import { parsePrefix, tryParsePrefix } from '@/domain/net/prefix';
import type { EstateIndex } from '@/domain/routing/estate-index';

/** An end of a path as somebody types it: an address, a prefix, or the key of a pool or a site. Null: nothing of that name. */
export function endpointOf({ pools, sites }: Pick<EstateIndex, 'pools' | 'sites'>, text: string): Endpoint | null {
  const typed = text.trim();
  if (pools.has(typed)) return { pool: typed };
  if (sites.has(typed)) return { site: typed };
  const prefix = tryParsePrefix(typed);
  if (prefix.ok) return { prefix: prefix.value };
  const address = tryParseAddress(typed);
  if (!address.ok) return null;
  return { prefix: parsePrefix(`${address.value}/${addressFamily(address.value) === 4 ? 32 : 128}`) };
}
