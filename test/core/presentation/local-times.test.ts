// Absolute times carry a zone: UTC and the local clock, where they differ.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as Format from '../../../core/presentation/format.ts';
import { message } from '../../message.ts';

const now = Date.UTC(2026, 10, 21, 20, 30);
const midnight = Date.UTC(2026, 10, 22);

/** Formatters are created once, so the module is loaded again. */
async function formatsIn(timeZone: string): Promise<typeof Format> {
  vi.stubEnv('TZ', timeZone);
  vi.resetModules();
  return import('../../../core/presentation/format.ts');
}

beforeEach(() => () => {
  vi.unstubAllEnvs();
  vi.resetModules();
});

describe('a reset', () => {
  it.each([
    ['Europe/Berlin', message('utc_and_local', '12:00 AM UTC', '01:00 AM')],
    ['America/New_York', message('utc_and_local', '12:00 AM UTC', '07:00 PM')],
    ['UTC', '12:00 AM UTC'],
  ])('in %s is told in UTC and, where it differs, on the local clock', async (zone, expected) => {
    const { formatUtcAndLocal } = await formatsIn(zone);
    expect(formatUtcAndLocal(midnight, now)).toBe(expected);
  });

  it('that is further away than a day has its dates, which may differ', async () => {
    const { formatUtcAndLocal } = await formatsIn('America/New_York');
    const text = message('utc_and_local', 'Dec 1, 12:00 AM UTC', 'Nov 30, 07:00 PM');
    expect(formatUtcAndLocal(Date.UTC(2026, 11, 1), now)).toBe(text);
  });
});

it.each([
  ['Europe/Berlin', /GMT\+1$/u],
  ['UTC', /UTC$/u],
])('a clock time in %s names its zone', async (zone, expected) => {
  const { formatClock } = await formatsIn(zone);
  expect(formatClock(now, now)).toMatch(expected);
  expect(formatClock(now, now - 86_400_000)).toMatch(expected);
});

it.each([
  [108_000, 4, '108k'],
  [108_000, 3, '99k'],
  [1234, 4, '1.2k'],
  [1234, 3, '1k'],
  [987, 3, '987'],
  [987, 2, '99'],
  [12_345, 2, '9k'],
  [5, 2, '5'],
])('the count %i in %i characters never promises too much: %s', async (amount, length, expected) => {
  const { formatShortCount } = await formatsIn('UTC');
  expect(formatShortCount(amount, length)).toBe(expected);
});
