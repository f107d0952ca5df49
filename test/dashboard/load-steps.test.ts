import { describe, expect, it } from 'vitest';
import type { ListState } from '../../core/domain/list-state.ts';
import {
  resumeTarget,
  scrollTarget,
  loadSteps,
  serverWaitUntil,
} from '../../entrypoints/dashboard/lists/load-steps.ts';

const list: ListState = {
  status: 'partial',
  targetCount: 40,
  loaded: 40,
  unreadable: 0,
  total: 1312,
  at: 1,
  lastUsedAt: 1,
  generation: 1,
  cursor: 'next',
  cost: 1,
};
const { total: _, ...uncounted } = list;
const { cursor: __, ...last } = list;

describe('load steps', () => {
  it('the load steps are one request, the usual amount, and all', () => {
    expect(loadSteps(list)).toEqual([
      { targetCount: 80, addedCount: 40, requests: 1, isAll: false },
      { targetCount: 440, addedCount: 400, requests: 10, isAll: false },
      { targetCount: 1312, addedCount: 1272, requests: 32, isAll: true },
    ]);
  });

  it('the load steps are fewer near the end', () => {
    expect(loadSteps({ ...list, total: 64 })).toEqual([
      { targetCount: 64, addedCount: 24, requests: 1, isAll: true },
    ]);
  });

  it('the load steps have no "all" if the total is unknown or wrong', () => {
    expect(loadSteps(uncounted).map(({ isAll }) => isAll)).toEqual([false, false]);
    expect(loadSteps({ ...list, total: 12 }).map(({ isAll }) => isAll)).toEqual([false, false]);
  });

  it('there are no load steps at the end and while the list is loading', () => {
    expect(loadSteps({ ...last, status: 'complete' })).toEqual([]);
    expect(loadSteps({ ...list, status: 'loading' })).toEqual([]);
  });
});

describe('loading by scrolling', () => {
  it('scrolling loads one more request, up to the usual amount', () => {
    expect(scrollTarget(list)).toBe(80);
    expect(scrollTarget({ ...list, loaded: 400 })).toBeUndefined();
  });

  it.each(['loading', 'stopped', 'failed', 'complete'] as const)(
    'scrolling loads nothing when %s',
    (status) => {
      expect(scrollTarget({ ...list, status })).toBeUndefined();
    },
  );
});

describe('resuming a list', () => {
  it('resuming a list waits only if VirusTotal asked for it', () => {
    const failure = { kind: 'rate-limited', at: 0, tries: 1, retryAt: 50 } as const;
    expect(serverWaitUntil({ ...list, failure }, 49)).toBe(50);
    expect(serverWaitUntil({ ...list, failure }, 50)).toBeUndefined();
    expect(serverWaitUntil({ ...list, failure: { ...failure, kind: 'offline' } }, 49)).toBeUndefined();
    // The clock was set back.
    expect(serverWaitUntil({ ...list, failure: { ...failure, at: 40 } }, 39)).toBeUndefined();
  });

  it('resuming a list requests at least one more row than it has', () => {
    expect(resumeTarget(list)).toBe(41);
    expect(resumeTarget({ ...list, targetCount: 400 })).toBe(400);
  });
});
