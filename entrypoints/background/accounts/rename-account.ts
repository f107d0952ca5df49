// Moves an account to the new name that VirusTotal has given it. The worker may be terminated at any step: the next one repeats all.
import { browser } from 'wxt/browser';
import { parseRename, type Rename, renameEntries, renameKey } from '../../../core/storage/rename.ts';
import { copyKey, deleteKey } from '../keys/key-store.ts';
import { copyItems, dropItemsOf } from '../lists/list-store.ts';
import { findAccount } from '../storage/account-store.ts';
import { createMutex, withLock } from '../storage/mutex.ts';

const { local, session } = browser.storage;

/** Account and key are stored, renamed and removed together, so no other such change may run in between. */
export const withAccountLock = createMutex();

const withRenameLock = createMutex();

/** Runs inside `withAccountLock`. An account that was removed meanwhile stays removed. */
export async function renameAccount(from: string, to: string): Promise<void> {
  if (!(await findAccount(from))) return;
  await local.set({ [renameKey]: { from, to } satisfies Rename });
  await finishRename();
}

/** Completes a rename that was begun. The old key and items go last, because others may still use them. */
export function finishRename(): Promise<void> {
  return withRenameLock(async () => {
    const rename = parseRename((await local.get(renameKey))[renameKey]);
    if (!rename) return;
    const isDone = !(await findAccount(rename.from));
    if (!isDone) {
      await copyKey(rename.from, rename.to);
      await copyItems(rename);
    }
    for (const area of [session, local])
      await withLock(async () => {
        const { set, remove } = renameEntries(await area.get(null), rename);
        await area.set(set);
        await area.remove(remove);
      });
    await deleteKey(rename.from);
    await dropItemsOf(rename.from);
    await local.remove(renameKey);
  });
}
