import { expect, it } from 'vitest';
import { hasMore, type ListState } from '../../../core/domain/list-state.ts';

const list: ListState = {
  status: 'partial',
  upTo: 40,
  loaded: 40,
  unreadable: 0,
  at: 1,
  touchedAt: 1,
  edition: 1,
  cost: 1,
};

it.each<[string, Partial<ListState>, boolean]>([
  ['with a cursor', { cursor: 'next' }, true],
  ['without one', {}, false],
  ['that is complete', { cursor: 'next', status: 'complete' }, false],
  [
    'whose next link was not followed',
    { status: 'failed', failure: { kind: 'unexpected', at: 1, tries: 1, astray: true } },
    true,
  ],
])('a list %s has more: see the row', (_, change, more) => {
  expect(hasMore({ ...list, ...change })).toBe(more);
});
