import type { EstateIndex } from '@/domain/routing/estate-index';

/** The site each circuit ends at: said outright, or that of the gateway it is plugged into. */
export function siteOfCircuits(index: EstateIndex): ReadonlyMap<string, string> {
  const sites = new Map<string, string>();
  for (const gateway of [...index.gateways.values()].sort((a, b) => (a.key < b.key ? -1 : 1)))
    for (const { circuit } of gateway.interfaces)
      if (circuit !== undefined && !sites.has(circuit)) sites.set(circuit, gateway.site);
  for (const { key, site } of index.circuits.values()) if (site !== undefined) sites.set(key, site);
  return sites;
}
