// Keys under a passphrase: unlocked by it, locked by hand, when nobody is at the computer, and by the end of the browser.
import { browser } from 'wxt/browser';
import type { Input, Output } from '../../../core/messages.ts';
import { VirusTotalError } from '../../../core/virustotal/api-error.ts';
import type { Account } from '../../../core/domain/account.ts';
import { toFailure } from '../api/retry-policy.ts';
import { importSettings } from './import-settings.ts';
import { resumeLists } from '../lists/list-loader.ts';
import { refreshWithNewKey } from './refresh.ts';
import { currentState, requireSupportedVersion, updateAccount } from '../storage/account-store.ts';
import { logError, logRejection } from '../storage/error-log.ts';
import {
  findKey,
  accountsWithKey,
  keyProblem,
  lockKeys,
  changeStorage,
  removeStaleKeys,
  unlockKeys,
} from '../keys/key-store.ts';

/** Tries the passphrase on every account and reads those that it opened. */
export async function unlock({ passphrase }: Input<'unlock'>): Promise<Output<'unlock'>> {
  const { accounts } = await currentState();
  const ids = accounts.map(({ id }) => id);
  const opened = await unlockKeys(ids, passphrase);
  await Promise.all(opened.map((id) => logRejection('refresh', refreshWithNewKey(id))));
  if (opened.length > 0) await resumeLists('locked');
  return { opened };
}

export async function lock(): Promise<void> {
  await lockKeys();
  await reconcileKeys();
}

/**
 * Keeps a key in another way.
 * @throws VirusTotalError `no-key` or `locked` where the key is not at hand, `no-vault`
 */
export async function setKeyStorage({ id, way }: Input<'keepKey'>): Promise<void> {
  await requireSupportedVersion();
  await changeStorage(id, way);
  await reconcileKeys();
}

/**
 * Brings what accounts say of their keys in line with where the keys lie, and finishes what a worker that died left undone:
 * at every start, and after every change.
 */
export async function reconcileKeys(): Promise<void> {
  try {
    await requireSupportedVersion();
    await removeStaleKeys();
    await recoverOrphanedKeys();
    const { accounts } = await currentState();
    const open = await Promise.all(accounts.map(reconcileKey));
    await Promise.all(open.flat().map((id) => logRejection('refresh', refreshWithNewKey(id))));
  } catch (error) {
    // Storage of a newer version is not ours; a vault that cannot be read is said by the next reading.
    await logError('lock', error);
  }
}

/**
 * Makes accounts anew of the keys that have none: storage.local was lost or damaged, for who removes an account removes its key
 * first. Nobody could see and remove such a key otherwise.
 */
async function recoverOrphanedKeys(): Promise<void> {
  // Accounts before keys: of one that is being removed the key goes first, of one that is being added it comes last.
  const { accounts } = await currentState();
  const lost = (await accountsWithKey()).filter((owner) => accounts.every(({ id }) => id !== owner));
  if (lost.length > 0)
    await importSettings({ accounts: lost.map((id) => ({ id, kind: 'user' })), settings: {}, current: null });
}

/** Answers the account's id where it is still said to have no key although the key is there. */
async function reconcileKey({ id, keyEnd, keeping: said = 'device', failures }: Account): Promise<string[]> {
  const kept = await findKey(id);
  const { keeping } = kept;
  if (!keeping) return [];
  const end = kept.key?.slice(-4) ?? keyEnd;
  const lack = keyProblem(kept);
  const before = failures.quotas?.kind;
  if (keeping !== said || end !== keyEnd || (lack && lack !== before))
    await updateAccount(id, (account) => ({
      ...account,
      keeping,
      keyEnd: end,
      failures: lack
        ? {
            ...account.failures,
            quotas: toFailure(new VirusTotalError(lack), account.failures.quotas, Date.now()),
          }
        : account.failures,
    }));
  return !lack && (before === 'locked' || before === 'no-key') ? [id] : [];
}

/**
 * Locks when nobody has been at the computer for the chosen time, or its screen was locked.
 * @param heard what the browser has just told. Only `locked` is taken at its word: until the worker has first set the
 * interval browsers tell "idle" after a minute.
 */
export async function lockWhenIdle(heard?: string): Promise<void> {
  const { lockMinutes, isWanted } = await lockIfDue();
  if (!isWanted || heard === 'active') return;
  const state = heard === 'locked' ? heard : await browser.idle.queryState(lockMinutes * 60);
  if (state !== 'active') await lock();
}

/** Tells the browser after how long it is to say "idle". At every start, since Chrome forgets it, and after every change. */
export async function watchIdle(): Promise<void> {
  const { lockMinutes, isWanted } = await lockIfDue();
  if (isWanted) browser.idle.setDetectionInterval(lockMinutes * 60);
}

async function lockIfDue(): Promise<{ lockMinutes: number; isWanted: boolean }> {
  const { accounts, settings } = await currentState();
  const { lockMinutes } = settings;
  return {
    lockMinutes,
    isWanted: lockMinutes > 0 && accounts.some(({ keeping }) => keeping === 'passphrase'),
  };
}
