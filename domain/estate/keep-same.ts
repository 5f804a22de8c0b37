/**
 * The same value as `next`, made of the former's objects wherever those say the same: what was not changed stays the very same
 * object, and with it everything that was remembered of it. Neither argument is changed. Members of lists are found again by
 * their key or name, else by their place.
 */
export function keepSame<T>(former: unknown, next: T): T {
  if (former === next) return next;
  if (Array.isArray(next)) return Array.isArray(former) ? (sameList(former, next) as T) : next;
  if (isRecord(next) && isRecord(former)) return sameRecord(former, next) as T;
  return next;
}

type Members = { readonly [member: string]: unknown };

function isRecord(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function sameRecord(former: Members, next: Members): Members {
  const names = Object.keys(next);
  const kept = names.map((name) => (Object.hasOwn(former, name) ? keepSame(former[name], next[name]) : next[name]));
  const isOf = (other: Members) => names.every((name, at) => Object.hasOwn(other, name) && kept[at] === other[name]);
  if (names.length === Object.keys(former).length && isOf(former)) return former;
  // Made of entries: a member may have any name, that of a prototype too.
  return isOf(next) ? next : Object.fromEntries(names.map((name, at) => [name, kept[at]]));
}

function sameList(former: readonly unknown[], next: readonly unknown[]): readonly unknown[] {
  const partner = partnersIn(former);
  const kept = next.map((each, at) => keepSame(partner(each, at), each));
  if (kept.length === former.length && kept.every((each, at) => each === former[at])) return former;
  return kept.every((each, at) => each === next[at]) ? next : kept;
}

/** The former member that a member is the successor of, as far as that can be told. */
function partnersIn(former: readonly unknown[]): (each: unknown, at: number) => unknown {
  let byName: Map<string | undefined, unknown> | undefined;
  return (each, at) => {
    const name = nameOf(each);
    if (name === undefined || nameOf(former[at]) === name) return former[at];
    byName ??= new Map(former.map((other) => [nameOf(other), other]));
    return byName.get(name);
  };
}

function nameOf(value: unknown): string | undefined {
  if (!isRecord(value)) return undefined;
  const name = value['key'] ?? value['name'];
  return typeof name === 'string' ? name : undefined;
}
