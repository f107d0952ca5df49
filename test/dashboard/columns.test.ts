import { expect, it } from 'vitest';
import { timeColumn } from '../../entrypoints/dashboard/columns/column.tsx';

it('a time column is exported as ISO 8601', () => {
  const { value } = timeColumn<{ at?: number }>('Time', ({ at }) => at);
  expect(value({ at: Date.UTC(2026, 10, 28, 9) })).toBe('2026-11-28T09:00:00.000Z');
  expect(value({})).toBeUndefined();
});
