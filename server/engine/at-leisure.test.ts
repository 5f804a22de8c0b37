import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { atLeisure } from './at-leisure';

const { rest } = vi.hoisted(() => ({ rest: vi.fn<(milliseconds: number) => Promise<void>>() }));
vi.mock('node:timers/promises', () => ({ setTimeout: rest }));

describe('what is done at leisure', () => {
  let rested: () => void;
  let clock = 0;
  beforeEach(() => {
    rest.mockImplementation(() => new Promise((resolve) => (rested = resolve)));
    vi.spyOn(performance, 'now').mockImplementation(() => clock);
  });
  afterEach(() => vi.restoreAllMocks());
  const settle = () => new Promise((resolve) => setImmediate(resolve));

  it('is done at once, rests for longer than it took, and is done once more for all who called meanwhile', async () => {
    const work = vi.fn(async () => void (clock += 100));
    const again = atLeisure(work);
    again();
    expect(work).toHaveBeenCalledTimes(1);
    await settle();
    again();
    again();
    await settle();
    expect(work).toHaveBeenCalledTimes(1);
    expect(rest).toHaveBeenLastCalledWith(300, undefined, { ref: false });
    rested();
    await settle();
    expect(work).toHaveBeenCalledTimes(2);
    rested();
    await settle();
    expect(work).toHaveBeenCalledTimes(2);
    again();
    expect(work).toHaveBeenCalledTimes(3);
  });
});
