import type { Place } from '@/domain/access';

/** What is known of where a router stands. Sites are declared; an undefined one is a circuit or router nobody placed. */
export type Standing = { site?: string | undefined; circuitSites?: readonly (string | undefined)[] };

/**
 * Who is responsible for a router by site: those of the site it is declared in (a VPC, a VBR: mostly the region), or, for a VBR,
 * those of all the sites its circuits lead to. One circuit that nobody placed closes the second way: it may lead anywhere.
 */
export function sitesOfRouter({ site, circuitSites = [] }: Standing): Place['sites'] {
  const own = site === undefined ? [] : [[site]];
  const known = circuitSites.filter((each) => each !== undefined);
  const ends = known.length > 0 && known.length === circuitSites.length ? [[...new Set(known)].sort()] : [];
  return [...own, ...ends];
}
