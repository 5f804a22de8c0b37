/** Members that name or fingerprint the key of a session. */
const SECRET: ReadonlySet<string> = new Set(['authKey', 'authKeyFingerprint']);

/** A copy for people who only read: whatever tells of a key, at any depth, is left out. That there is one may be said. */
export function withoutKeys<T>(value: T): T {
  if (Array.isArray(value)) return value.map((each: unknown) => withoutKeys(each)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const left = Object.entries(value).filter(([name]) => !SECRET.has(name));
  return Object.fromEntries(left.map(([name, member]) => [name, withoutKeys(member as unknown)])) as T;
}
