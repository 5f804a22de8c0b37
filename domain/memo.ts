/*
 * What was made of an object is written on the object itself, in a field that nobody else can see, and not in a WeakMap: when V8 clears
 * away what is young it takes all that a WeakMap holds for alive, whether its key is or not. Of an estate that lived for one answer
 * everything that was ever made would then be moved twice and wait among the old for a collection of the whole heap.
 * None of these objects may be frozen: the language is about to refuse private fields to those (proposal-nonextensible-applies-to-private).
 */

/** One thing made of an object. `by`: who made it. */
class Note {
  constructor(
    readonly by: object,
    public value: unknown,
    readonly next: Note | undefined,
  ) {}
}

/** Constructs nothing: a class that extends it adds its private field to the object that it is given. */
class Given {
  constructor(object: object) {
    return object;
  }
}

class Noted extends Given {
  #notes: Note | undefined;

  static find(of: object, by: object): Note | undefined {
    let note = #notes in of ? of.#notes : undefined;
    while (note && note.by !== by) note = note.next;
    return note;
  }

  static add(of: object, by: object, value: unknown): void {
    const noted = #notes in of ? of : (new Noted(of) as Noted);
    noted.#notes = new Note(by, value, noted.#notes);
  }
}

/** A value for each of some objects, for as long as the object lives: a WeakMap that lets go of values with their keys. */
export class NoteOf<K extends object, T> {
  get(of: K): T | undefined {
    return Noted.find(of, this)?.value as T | undefined;
  }

  set(of: K, value: T | undefined): void {
    const note = Noted.find(of, this);
    if (note) note.value = value;
    else Noted.add(of, this, value);
  }
}

/**
 * Remembers what was made of an object for as long as the object lives. Values of the domain are never changed in place, so what
 * follows from one follows from it for ever; a copy that shares parts with its original shares what was made of them.
 */
export function oncePer<K extends object, T>(make: (of: K) => T): (of: K) => T {
  const by = {};
  return (of) => {
    const known = Noted.find(of, by);
    if (known) return known.value as T;
    const value = make(of);
    Noted.add(of, by, value);
    return value;
  };
}

/** The same for two objects together; what is made goes with either of them. */
export function oncePerPair<K extends object, L extends object, T>(make: (a: K, b: L) => T): (a: K, b: L) => T {
  const byFirst = oncePer((_: K) => new WeakMap<L, { value: T }>());
  return (a, b) => {
    const made = byFirst(a);
    const known = made.get(b);
    if (known) return known.value;
    const value = make(a, b);
    made.set(b, { value });
    return value;
  };
}

/** A thing remembered together with what it rests on: it holds while each of those is still the very same object. */
type Kept<T> = { rests: readonly unknown[]; value: T };

/**
 * Remembers the last few values made of an object, each with what else it rested on. Asked again with the same grounds, it
 * gives the same value, whatever came between: a change undone finds what was known before it.
 */
export class Remembered<K extends object, T> {
  private readonly kept = new NoteOf<K, readonly Kept<T>[]>();

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
