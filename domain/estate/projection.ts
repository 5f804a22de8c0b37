/** A copy without the named members and without members that are undefined: left out is the one spelling of unknown. */
export function without<T extends object, K extends keyof T>(value: T, names: readonly K[]): Omit<T, K> {
  const left = Object.entries(value).filter(([name, member]) => member !== undefined && !names.includes(name as K));
  return Object.fromEntries(left) as Omit<T, K>;
}

/** Order by UTF-16 code units: the same on every machine, unlike a locale's. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function byKey(a: { key: string }, b: { key: string }): number {
  return byText(a.key, b.key);
}
