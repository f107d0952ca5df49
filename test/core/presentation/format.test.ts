import { expect, it } from 'vitest';
import { formatShortCount } from '../../../core/presentation/format.ts';

it.each([
  [0, '0'],
  [80, '80'],
  [999, '999'],
  [1000, '1k'],
  [1299, '1.2k'],
  [9999, '9.9k'],
  [29_896, '29k'],
  [999_999, '999k'],
  [29_464_324, '29M'],
  [60_000_000_000, '60B'],
  [1e18, '>1T'],
  [-3, '0'],
])('%d is formatted as %s', (amount, short) => {
  expect(formatShortCount(amount)).toBe(short);
});
