// What a user has posted: comments, mentions and graphs, generated one by one and the same at every start.
import { mapSeries } from './paging.ts';
import type { Account, Series } from './types.ts';

export function activityOf(_kind: 'comments' | 'mentions' | 'graphs', _of: Account, _now: number): Series {
  return mapSeries([], () => ({ type: 'comment', id: '' }));
}
