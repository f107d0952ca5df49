// What a user hunts: rulesets, notifications, their files and retrohunt jobs, generated and the same at every start.
import { mapSeries } from './paging.ts';
import type { Account, Series } from './types.ts';

export function huntingOf(
  _kind: 'hunting_rulesets' | 'hunting_notifications' | 'retrohunt_jobs',
  _of: Account,
  _now: number,
): Series {
  return mapSeries([], () => ({ type: 'hunting_ruleset', id: '' }));
}

export function filesOf(_of: Account, _now: number): Series {
  return mapSeries([], () => ({ type: 'file', id: '' }));
}
