import { describe, expect, it } from 'vitest';
import { NoteOf, oncePer, oncePerPair, Remembered } from './memo';

describe('what is remembered of an object', () => {
  it('is made once for each, even when it is nothing', () => {
    let made = 0;
    const nothing = oncePer((_of: object) => void (made += 1));
    const [a, b] = [{}, {}];
    nothing(a);
    nothing(a);
    nothing(b);
    expect(made).toBe(2);
  });

  it('is seen by nobody, and is none of a copy', () => {
    let made = 0;
    const count = oncePer((_of: object) => (made += 1));
    const one = { n: 1 };
    expect([count(one), count(one), count({ ...one }), count(structuredClone(one))]).toEqual([1, 1, 2, 3]);
    expect(Reflect.ownKeys(one)).toEqual(['n']);
  });

  it('may be said otherwise, and taken back', () => {
    const noted = new NoteOf<object, string>();
    const one = {};
    expect(noted.get(one)).toBeUndefined();
    noted.set(one, 'this');
    noted.set(one, 'that');
    expect([noted.get(one), noted.get({}), new NoteOf<object, string>().get(one)]).toEqual([
      'that',
      undefined,
      undefined,
    ]);
    noted.set(one, undefined);
    expect(noted.get(one)).toBeUndefined();
  });

  it('is told apart by both of a pair', () => {
    const pair = oncePerPair((a: { n: number }, b: { n: number }) => ({ sum: a.n + b.n }));
    const [one, two] = [{ n: 1 }, { n: 2 }];
    expect(pair(one, two)).toBe(pair(one, two));
    expect(pair(one, two)).not.toBe(pair(two, one));
    expect(pair(one, one).sum).toBe(2);
  });
});

describe('what is remembered with its grounds', () => {
  const subject = {};
  const [a, b] = [{}, {}];
  const ask = (memory: Remembered<object, number>, rests: readonly unknown[], value: number) =>
    memory.of(subject, rests, () => value);

  it('holds while the grounds are the same objects, and is found again when they come back', () => {
    const memory = new Remembered<object, number>();
    expect(ask(memory, [a], 1)).toBe(1);
    expect(ask(memory, [a], 2)).toBe(1);
    expect(ask(memory, [b], 3)).toBe(3);
    expect(ask(memory, [a], 4)).toBe(1);
    expect(ask(memory, [a, b], 5)).toBe(5);
  });

  it('is forgotten when there is too much of it', () => {
    const memory = new Remembered<object, number>(1);
    ask(memory, [a], 1);
    ask(memory, [b], 2);
    expect(ask(memory, [a], 3)).toBe(3);
  });
});
