/**
 * Remembers what was made of an object for as long as the object lives. Values of the domain are never changed in place, so what
 * follows from one follows from it for ever; a copy that shares parts with its original shares what was made of them.
 */
export function oncePer<K extends object, T>(make: (of: K) => T): (of: K) => T {
  const made = new WeakMap<K, { value: T }>();
  return (of) => {
    const known = made.get(of);
    if (known) return known.value;
    const value = make(of);
    made.set(of, { value });
    return value;
  };
}

/** The same for two objects together. */
export function oncePerPair<K extends object, L extends object, T>(make: (a: K, b: L) => T): (a: K, b: L) => T {
  const byFirst = oncePer((a: K) => oncePer((b: L) => make(a, b)));
  return (a, b) => byFirst(a)(b);
}

/** A thing remembered together with what it rests on: it holds while each of those is still the very same object. */
type Kept<T> = { rests: readonly unknown[]; value: T };

/**
 * Remembers the last few values made of an object, each with what else it rested on. Asked again with the same grounds, it
 * gives the same value, whatever came between: a change undone finds what was known before it.
 */
export class Remembered<K extends object, T> {
  private readonly kept = new WeakMap<K, Kept<T>[]>();

  constructor(private readonly most = 4) {}

  /** The value whose grounds are still the case, or undefined. */
  find(of: K, holds: (rests: readonly unknown[]) => boolean): T | undefined {
    return this.kept.get(of)?.find(({ rests }) => holds(rests))?.value;
  }

  keep(of: K, rests: readonly unknown[], value: T): T {
    const others = this.kept.get(of) ?? [];
    this.kept.set(of, [{ rests, value }, ...others].slice(0, this.most));
    return value;
  }

  /** The remembered value for these grounds, or a new one. */
  of(of: K, rests: readonly unknown[], make: () => T): T {
    const kept = this.kept.get(of);
    if (kept) for (const each of kept) if (areSame(each.rests, rests)) return each.value;
    return this.keep(of, rests, make());
  }
}

function areSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false;
  return true;
}
