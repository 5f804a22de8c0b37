/** What of a path the choice rests on. Without a local preference it has the usual one, without a MED the lowest (RFC 4271 9.1.2.2). */
export type PathMerits = {
  localPreference?: number;
  med?: number;
  /** the AS numbers it came through, the neighbour's first; within an AS none */
  asPath: readonly number[];
};

/** RFC 4271 leaves it open; FRR and GoBGP take this one. */
const USUAL_PREFERENCE = 100;

export function preferenceOf({ localPreference }: PathMerits): number {
  return localPreference ?? USUAL_PREFERENCE;
}

export function medOf({ med }: PathMerits): number {
  return med ?? 0;
}

/**
 * The paths to one prefix that a speaker chooses among: highest local preference (RFC 4271 section 9.1.1), shortest AS path, lowest MED
 * among those of one neighbouring AS, external before internal (9.1.2.2). FRR and GoBGP go the same order. The origin is not read, and
 * further rules, by router ids and addresses, tell equals apart that may as well be used together: what is left over are equals.
 */
export function bestPaths<T extends PathMerits>(paths: readonly T[]): readonly T[] {
  if (paths.length < 2) return paths;
  const preferred = lowest(paths, (path) => -preferenceOf(path));
  const shortest = lowest(preferred, ({ asPath }) => asPath.length);
  const wanted = shortest.filter(
    (path) => !shortest.some((each) => each.asPath[0] === path.asPath[0] && medOf(each) < medOf(path)),
  );
  return lowest(wanted, ({ asPath }) => (asPath.length > 0 ? 0 : 1));
}

function lowest<T>(paths: readonly T[], worth: (path: T) => number): readonly T[] {
  const least = Math.min(...paths.map(worth));
  return paths.filter((path) => worth(path) === least);
}

/**
 * The order in which paths are fallen back to, the chosen ones first (0). A path of which nobody knows whether it is there (not `sure`)
 * displaces no other: it stands beside those that it would be chosen with, or instead of.
 */
export function rankPaths<T extends PathMerits & { sure: boolean }>(paths: readonly T[]): ReadonlyMap<T, number> {
  const ranks = new Map<T, number>();
  const tiers: (readonly T[])[] = [];
  for (let left = paths.filter(({ sure }) => sure); left.length > 0;) {
    const chosen = bestPaths(left);
    for (const path of chosen) ranks.set(path, tiers.length);
    tiers.push(left);
    left = left.filter((path) => !chosen.includes(path));
  }
  for (const path of paths.filter(({ sure }) => !sure)) {
    const at = tiers.findIndex((tier) => bestPaths([path, ...tier]).includes(path));
    ranks.set(path, at < 0 ? tiers.length : at);
  }
  return ranks;
}
