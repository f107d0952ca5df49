// Looks the place up: at first, on request, every minute while the panel is visible, and when the user comes back to it.
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { minute } from '../../core/common/time-units.ts';
import { type Account, isLocked } from '../../core/domain/account.ts';
import { type Freshness, send } from '../../core/messages.ts';
import type { Place } from '../../core/panel-channel.ts';
import { accountPrefix } from '../../core/storage/schema.ts';
import { nextView, type PanelView } from './panel-view.ts';

/** Ages and resets are texts, so they are rendered again after this time. */
const viewLifetime = minute;

export type LookupState = PanelView & {
  isBusy: boolean;
  /** Looks up on the user's request. */
  request: (freshness: Freshness) => void;
};

/** Automatic lookups are made only while the document is visible: a page in the background must not use requests. */
export function useLookup({ of, id }: Place): LookupState {
  const [view, setView] = useState<PanelView & { isBusy: boolean }>({ isBusy: true });
  const hasProblem = useRef(false);
  const isRunning = useRef(false);
  // In milliseconds of the page's clock.
  const answeredAt = useRef(-Infinity);
  // How often accounts were added, removed, locked or unlocked. Answers to earlier requests may show too much or too little.
  const lockChanges = useRef(0);

  const lookUp = useCallback(
    async (freshness: Freshness): Promise<void> => {
      const lockChangesBefore = lockChanges.current;
      isRunning.current = true;
      const answer = await send('lookUp', { of, id, freshness });
      if (lockChanges.current !== lockChangesBefore) return;
      isRunning.current = false;
      answeredAt.current = performance.now();
      setView((last) => {
        const next = nextView(last, answer, of, Date.now());
        hasProblem.current = next.problem !== undefined;
        return { ...next, isBusy: false };
      });
    },
    [of, id],
  );

  useEffect(() => {
    const update = (): void => {
      if (!document.hidden && !isRunning.current) void lookUp('auto');
    };
    // The user may have fixed the problem meanwhile. A fresh view stays: it says what it has cost.
    const onReturn = (): void => {
      if (hasProblem.current || performance.now() - answeredAt.current > viewLifetime) update();
    };
    const onStorageChange = (changes: Parameters<typeof hasLockChange>[0]): void => {
      if (!hasLockChange(changes)) return;
      lockChanges.current += 1;
      // Even a hidden panel must not keep what locked accounts have seen.
      void lookUp(document.hidden ? 'cached' : 'auto');
    };
    update();
    const timer = setInterval(update, viewLifetime);
    addEventListener('focus', onReturn);
    addEventListener('online', onReturn);
    document.addEventListener('visibilitychange', onReturn);
    browser.storage.local.onChanged.addListener(onStorageChange);
    return () => {
      clearInterval(timer);
      removeEventListener('focus', onReturn);
      removeEventListener('online', onReturn);
      document.removeEventListener('visibilitychange', onReturn);
      browser.storage.local.onChanged.removeListener(onStorageChange);
    };
  }, [lookUp]);

  const request = (freshness: Freshness): void => {
    setView((last) => ({ ...last, isBusy: true }));
    void lookUp(freshness);
  };
  return { ...view, request };
}

/** Whether an account was added, removed, locked or unlocked. */
const hasLockChange = (changes: Record<string, { oldValue?: unknown; newValue?: unknown }>): boolean =>
  Object.entries(changes).some(
    ([key, { oldValue, newValue }]) =>
      key.startsWith(accountPrefix) && lockStateOf(oldValue) !== lockStateOf(newValue),
  );

const lockStateOf = (account: unknown): boolean | undefined =>
  account === undefined ? undefined : isLocked(account as Account);
