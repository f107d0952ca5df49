// The use of service accounts, which is free to read: loaded for the first of them, and followed.
import { useEffect, useState } from 'preact/hooks';
import { createListStore } from '../../../core/store/list-store.ts';
import { listKey } from '../../../core/storage/list-schema.ts';
import { usedSoFar } from '../../../core/domain/usage.ts';
import type { Person } from '../../../core/domain/people.ts';
import type { Member } from '../../../core/virustotal/resources/member.ts';
import { createLoading } from './use-loading.ts';
import { usageStep } from './free-usage.ts';

/** One request has thirty days. */
const days = 30;
/** Each is a stored list, and at most 60 are kept. */
export const followedAtMost = 20;

type Used = ReturnType<typeof usedSoFar>;

/**
 * Members with their use of today and this month, as far as it is loaded.
 * @param isAllowed whether the account may read their use
 */
export function useServiceUsage(account: string, members: readonly Member[], isAllowed: boolean): Person[] {
  const [used, setUsed] = useState<Readonly<Record<string, Used>>>({});
  const ids = isAllowed ? members.slice(0, followedAtMost).map(({ id }) => id) : [];
  useEffect(() => {
    const follow = (id: string) =>
      followUsage(account, id, (next) => setUsed((all) => ({ ...all, [id]: next })));
    const stops = ids.map(follow);
    return () => stops.forEach((stop) => stop());
  }, [account, ids.join('/')]);
  return members.map((member): Person => {
    const { today, month } = used[member.id] ?? {};
    return {
      ...member,
      ...(today !== undefined && { usedToday: today }),
      ...(month !== undefined && { usedThisMonth: month }),
    };
  });
}

/** Loads the usage once where it is due. Returns a function that stops following it. */
function followUsage(account: string, id: string, onChange: (used: Used) => void): () => void {
  const key = listKey('usage', id);
  const { view, stop } = createListStore(account, key);
  const loading = createLoading(account, key);
  let isAsked = false;
  const unsubscribe = view.subscribe(({ isReady, state, items }) => {
    if (!isReady) return;
    const step = isAsked ? undefined : usageStep(state, days, Date.now());
    isAsked = true;
    if (step) loading.load(days, step === 'reload' && state !== undefined);
    onChange(usedSoFar(items, Date.now()));
  });
  return () => {
    unsubscribe();
    stop();
  };
}
