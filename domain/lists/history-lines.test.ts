import { describe, expect, it } from 'vitest';
import { historyLines, type KeptVersion } from './history-lines';

const at = (minute: number) => new Date(Date.UTC(2030, 0, 1, 10, minute));
const version = (of: string, from: number, to: number | null, attributes: object): KeptVersion => ({
  of,
  from: at(from),
  to: to === null ? null : at(to),
  attributes,
});
const told = (versions: readonly KeptVersion[], cut = false) =>
  historyLines(versions, { cut }).map((line) => [line.at.getUTCMinutes(), line.step, line.fields.join('; ')]);

describe('the history of an object', () => {
  it('compares each version with the one before', () => {
    expect(told([version('a', 5, null, { n: 2 }), version('a', 0, 5, { n: 1 })])).toEqual([
      [5, 'changed', 'n: 1 → 2'],
      [0, 'first', ''],
    ]);
  });

  it('says when it went, and what differs when it comes back', () => {
    expect(told([version('a', 9, null, { n: 2 }), version('a', 0, 5, { n: 1 })])).toEqual([
      [9, 'again', 'n: 1 → 2'],
      [5, 'gone', ''],
      [0, 'first', ''],
    ]);
    expect(told([version('a', 0, 5, {})])).toEqual([
      [5, 'gone', ''],
      [0, 'first', ''],
    ]);
  });

  it('never compares what two sources say', () => {
    expect(told([version('b', 7, null, { n: 2 }), version('a', 3, null, { n: 1 })])).toEqual([
      [7, 'first', ''],
      [3, 'first', ''],
    ]);
  });

  it('calls nothing the first where older versions were left out', () => {
    expect(told([version('a', 5, null, { n: 2 }), version('a', 3, 5, { n: 1 })], true)).toEqual([
      [5, 'changed', 'n: 1 → 2'],
    ]);
    expect(told([], true)).toEqual([]);
  });
});
