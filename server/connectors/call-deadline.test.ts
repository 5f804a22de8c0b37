import { expect, it } from 'vitest';
import { callDeadlineMs } from './call-deadline';

it.each([
  ['nobody says', undefined, 10_000, 10_000],
  ['it is what sources begin with', 600, 10_000, 10_000],
  ['such calls are usually longer', 600, 20_000, 20_000],
  ['the source is let be slow', 3_600, 10_000, 60_000],
  ['it is let be a little slow', 3_600, 60_000, 60_000],
  ['it has to be quick', 5, 10_000, 5_000],
])('where %s (%j s in all), one call of usually %j ms may take %j ms', (_what, deadlineSeconds, usual, expected) => {
  expect(callDeadlineMs({ deadlineSeconds }, usual)).toBe(expected);
});
