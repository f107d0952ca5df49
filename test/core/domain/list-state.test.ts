import { expect, it } from 'vitest';
import { hasMore, type ListState } from '../../../core/domain/list-state.ts';

const list: ListState = {
  status: 'partial',
  targetCount: 40,
  loaded: 40,
  unreadable: 0,
  at: 1,
  lastUsedAt: 1,
  generation: 1,
  cost: 1,
};

it.each<[string, Partial<ListState>, boolean]>([
  ['with a cursor', { cursor: 'next' }, true],
  ['without one', {}, false],
  ['that is complete', { cursor: 'next', status: 'complete' }, false],
  [
    'with an invalid next link',
    { status: 'failed', failure: { kind: 'unexpected', at: 1, tries: 1, invalidNextLink: true } },
    true,
  ],
])('whether a list %s has more items', (_, change, more) => {
  expect(hasMore({ ...list, ...change })).toBe(more);
});
