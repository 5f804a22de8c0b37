import type { Estate } from '@/domain/estate/estate';

const FALLBACK = 'cn-hangzhou';

/** The regions of an estate, the first one first: a cloud-region site's key is the region's id. */
export function regionsOf(estate: Estate): string[] {
  const keys = estate.sites.filter((site) => site.kind === 'cloud-region').map((site) => site.key);
  return keys.length > 0 ? keys : [FALLBACK];
}

/** Where a VPC, VBR or circuit lives: its own region site, else the estate's first region. */
export function regionOfSite(estate: Estate, site: string | undefined): string {
  const regions = regionsOf(estate);
  return site !== undefined && regions.includes(site) ? site : (regions[0] ?? FALLBACK);
}

export function regionOfVbr(estate: Estate, key: string): string {
  return regionOfSite(estate, estate.vbrs.find((vbr) => vbr.key === key)?.site);
}

/** A router is a VPC or a VBR. */
export function regionOfRouter(estate: Estate, key: string): string {
  const vpc = estate.vpcs.find((each) => each.key === key);
  return vpc ? regionOfSite(estate, vpc.site) : regionOfVbr(estate, key);
}

/** A circuit belongs to the region of the VBRs on it. */
export function regionOfCircuit(estate: Estate, key: string): string {
  const vbr = estate.vbrs.find((each) => each.physicalConnections.includes(key));
  return regionOfSite(estate, vbr?.site);
}
