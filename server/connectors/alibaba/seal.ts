const DEEPEST = 16;

/** What becomes of a member: it is looked into, or these members stand in its place. */
export type Sealing = (name: string, value: unknown) => 'inside' | readonly (readonly [string, unknown])[];

/**
 * A copy of a body without its secrets. Parts nested deeper than any real answer are dropped too, since nobody could have
 * looked at them.
 */
export function sealMembers(value: unknown, sealing: Sealing, depth = 0): unknown {
  if (depth > DEEPEST) return undefined;
  if (Array.isArray(value)) return value.map((each: unknown) => sealMembers(each, sealing, depth + 1));
  if (typeof value !== 'object' || value === null) return value;
  // fromEntries defines own properties: a member named __proto__ stays a member.
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]: [string, unknown]) => {
      const instead = sealing(name, each);
      return instead === 'inside' ? [[name, sealMembers(each, sealing, depth + 1)]] : instead;
    }),
  );
}
