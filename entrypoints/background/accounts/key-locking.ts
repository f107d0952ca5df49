// Locks and unlocks keys that are encrypted with a passphrase, and keeps accounts in line with where their keys are stored.
import { browser } from 'wxt/browser';
import type { Input, Output } from '../../../core/messages.ts';
import type { State } from '../../../core/storage/schema.ts';
import { ExtensionError } from '../../../core/errors.ts';
import type { Account } from '../../../core/domain/account.ts';
import { toFailure } from '../api/retry-policy.ts';
import { importSettings } from './import-settings.ts';
import { resumeLists } from '../lists/list-loader.ts';
import { forgetExpiredPeople, forgetPeopleInMemory } from './other-people.ts';
import { refreshWithNewKey } from './refresh.ts';
import { finishRename } from './rename-account.ts';
import {
  currentState,
  requireSupportedVersion,
  updateAccount,
  updateSettings,
} from '../storage/account-store.ts';
import { logError, logRejection } from '../storage/error-log.ts';
import { presenceMinutes } from '../../../core/domain/auto-lock.ts';
import { minute } from '../../../core/common/time-units.ts';
import { forgetPresence, isOverdue, recordPresence } from '../keys/presence.ts';
import {
  findKey,
  accountsWithKey,
  keyProblem,
  lockKeys,
  changeStorage,
  encryptPlainKeys,
  removeStaleKeys,
  unlockKeys,
} from '../keys/key-store.ts';

/** Tries the passphrase on every account, and refreshes those that it unlocked. */
export async function unlock({ passphrase }: Input<'unlock'>): Promise<Output<'unlock'>> {
  const { accounts } = await currentState();
  const ids = accounts.map(({ id }) => id);
  await noteActivity();
  const unlocked = await unlockKeys(ids, passphrase);
  await Promise.all(unlocked.map((id) => logRejection('refresh', refreshWithNewKey(id))));
  if (unlocked.length > 0) await resumeLists('locked');
  return { unlocked };
}

/**
 * Whether the account's key is locked. The key store decides: at a start the account may not say so yet.
 * @throws ExtensionError `no-key-store`
 */
export const isKeyLocked = async ({ id, keyStorage }: Account): Promise<boolean> =>
  keyStorage === 'passphrase' && keyProblem(await findKey(id)) === 'locked';

export async function lock(): Promise<void> {
  await lockKeys();
  await reconcileKeys();
  await forgetPeopleInMemory();
}

/**
 * Changes how a key is stored.
 * @throws ExtensionError `no-key`, `locked` or `no-key-store`
 */
export async function setKeyStorage({ id, choice }: Input<'setKeyStorage'>): Promise<void> {
  await requireSupportedVersion();
  if (choice.keyStorage === 'passphrase') await noteActivity();
  await changeStorage(id, choice);
  await logRejection('setKeyStorage', updateSettings({ keyStorage: choice.keyStorage }));
  await reconcileKeys();
  await forgetExpiredPeople();
}

/**
 * Brings accounts in line with where their keys are stored, and completes what a terminated worker left undone. Runs at every
 * start and after every change.
 */
export async function reconcileKeys(): Promise<void> {
  try {
    await requireSupportedVersion();
    await finishRename();
    await removeStaleKeys();
    await encryptPlainKeys();
    await recoverOrphanedKeys();
    const { accounts } = await currentState();
    const usable = await Promise.all(accounts.map(reconcileKey));
    await Promise.all(usable.flat().map((id) => logRejection('refresh', refreshWithNewKey(id))));
  } catch (error) {
    // Storage of a newer version stays as it is; the next refresh reports a key store that cannot be read.
    await logError('lock', error);
  }
}

/**
 * Creates accounts for keys that have none. Removal deletes the key first, so storage.local was lost or damaged. Without an account
 * nobody could see and remove such a key.
 */
async function recoverOrphanedKeys(): Promise<void> {
  // Accounts are read before keys: removal deletes the key first, and adding stores it last.
  const { accounts } = await currentState();
  const orphaned = (await accountsWithKey()).filter((owner) => accounts.every(({ id }) => id !== owner));
  if (orphaned.length > 0)
    await importSettings({
      accounts: orphaned.map((id) => ({ id, kind: 'user' })),
      settings: {},
      current: null,
    });
}

/** Returns the account's id where it is marked as without a key although the key is usable. */
async function reconcileKey({
  id,
  keyLast4,
  keyStorage: recorded = 'device',
  failures,
}: Account): Promise<string[]> {
  const stored = await findKey(id);
  const { keyStorage } = stored;
  if (!keyStorage) return [];
  const end = stored.key?.slice(-4) ?? keyLast4;
  const problem = keyProblem(stored);
  const before = failures.quotas?.kind;
  if (keyStorage !== recorded || end !== keyLast4 || (problem && problem !== before))
    await updateAccount(id, (account) => ({
      ...account,
      keyStorage,
      keyLast4: end,
      failures: problem
        ? {
            ...account.failures,
            quotas: toFailure(new ExtensionError(problem), account.failures.quotas, Date.now()),
          }
        : account.failures,
    }));
  return !problem && (before === 'locked' || before === 'no-key') ? [id] : [];
}

/** Records that somebody is at the computer. Keys that are already overdue lock. */
export async function noteActivity(): Promise<void> {
  const { autoLockMinutes } = lockSettings(await currentState());
  if (await isOverdue(Date.now())) await lock();
  await (autoLockMinutes > 0 ? recordPresence(autoLockMinutes * minute, Date.now()) : forgetPresence());
}

/**
 * Locks when the computer was idle or asleep for the chosen time, or its screen was locked.
 * @param reported what the browser has just reported. "idle" is checked: until the worker has set the interval, browsers report it
 * after a minute.
 */
export async function lockWhenIdle(reported?: string): Promise<void> {
  const { autoLockMinutes, isWanted } = lockSettings(await currentState());
  if (!isWanted) return forgetPresence();
  if (reported === 'active') return noteActivity();
  if (reported === 'locked' || (await isOverdue(Date.now())) || (await isIdle(autoLockMinutes)))
    return lock();
  if (!(await isIdle(presenceMinutes(autoLockMinutes)))) await noteActivity();
}

const isIdle = async (minutes: number): Promise<boolean> =>
  (await browser.idle.queryState(minutes * 60)) !== 'active';

/** Sets the idle interval: at every start, since Chrome forgets it, and after every change. */
export async function watchIdle(state: State): Promise<void> {
  const { autoLockMinutes, isWanted } = lockSettings(state);
  if (isWanted) browser.idle.setDetectionInterval(autoLockMinutes * 60);
}

function lockSettings({ accounts, settings }: State): { autoLockMinutes: number; isWanted: boolean } {
  const { autoLockMinutes } = settings;
  return {
    autoLockMinutes,
    isWanted: autoLockMinutes > 0 && accounts.some(({ keyStorage }) => keyStorage === 'passphrase'),
  };
}
