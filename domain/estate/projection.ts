/**
 * A copy without the named members and without members that are undefined: left out is the one spelling of unknown.
 * @param make makes each member anew; left out, it stays as it is
 */
export function without<T extends object, K extends keyof T>(
  value: T,
  names: readonly K[],
  make?: (member: unknown) => unknown,
): Omit<T, K> {
  // Only what would be taken for a prototype has to be made of entries, which takes several times as long.
  const copy: [string, unknown][] | Record<string, unknown> = Object.hasOwn(value, '__proto__') ? [] : {};
  for (const name of Object.keys(value)) {
    const member = value[name as K];
    if (member === undefined || names.includes(name as K)) continue;
    const made = make ? make(member) : member;
    if (Array.isArray(copy)) copy.push([name, made]);
    else copy[name] = made;
  }
  return (Array.isArray(copy) ? Object.fromEntries(copy) : copy) as Omit<T, K>;
}

/** Order by UTF-16 code units: the same on every machine, unlike a locale's. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function byKey(a: { key: string }, b: { key: string }): number {
  return byText(a.key, b.key);
}
