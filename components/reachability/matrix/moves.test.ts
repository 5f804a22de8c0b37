import { describe, expect, it } from 'vitest';
import { moveFor } from './moves';

const size = { rows: 30, columns: 20 };
const press = (key: string, far = false) => {
  const to = moveFor({ key, ctrlKey: far, metaKey: false }, { row: 5, column: 7 }, size);
  return to && [to.row, to.column];
};

describe('a key in the matrix', () => {
  it.each([
    ['ArrowUp', [4, 7], [0, 7]],
    ['ArrowDown', [6, 7], [29, 7]],
    ['ArrowLeft', [5, 6], [5, 0]],
    ['ArrowRight', [5, 8], [5, 19]],
    ['Home', [5, 0], [0, 0]],
    ['End', [5, 19], [29, 19]],
    ['PageUp', [0, 7], [0, 7]],
    ['PageDown', [15, 7], [15, 7]],
    ['a', null, null],
  ])('%s leads to %j, and with Ctrl to %j', (key, near, far) => {
    expect([press(key), press(key, true)]).toEqual([near, far]);
  });

  it('never leads out', () => {
    const corner = { row: 29, column: 19 };
    expect(moveFor({ key: 'ArrowDown', ctrlKey: false, metaKey: false }, corner, size)).toEqual(corner);
    expect(moveFor({ key: 'ArrowRight', ctrlKey: false, metaKey: false }, corner, size)).toEqual(corner);
  });
});
