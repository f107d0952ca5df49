// Imports the settings and accounts of a file. The file holds no keys: the accounts wait until their keys are added.
import { browser } from 'wxt/browser';
import {
  type SettingsFile,
  type SettingsFileAccount,
  planImport,
} from '../../../core/storage/settings-file.ts';
import { accountPrefix, type Index, indexKey, settingsKey } from '../../../core/storage/schema.ts';
import { ExtensionError } from '../../../core/errors.ts';
import type { Account } from '../../../core/domain/account.ts';
import { toFailure } from '../api/retry-policy.ts';
import { currentState, storedIndex } from '../storage/account-store.ts';
import { noRequests } from '../../../core/domain/request-count.ts';
import { withLock } from '../storage/mutex.ts';

/**
 * Adds the new accounts and replaces the settings. Existing accounts, their order and the current one stay as they are. Everything
 * is stored at once, so that no import is half done.
 */
export function importSettings(file: Pick<SettingsFile, 'accounts' | 'settings' | 'current'>): Promise<void> {
  return withLock(async () => {
    const index = await storedIndex();
    const state = await currentState();
    const { added } = planImport(file, state);
    const ids = [...new Set([...index.ids, ...added.map(({ id }) => id)])];
    const current = state.accounts.length > 0 ? index.current : (file.current ?? undefined);
    const now = Date.now();
    await browser.storage.local.set({
      ...Object.fromEntries(
        added.map((account) => [accountPrefix + account.id, accountWithoutKey(account, now)]),
      ),
      [settingsKey]: { ...state.settings, ...file.settings },
      [indexKey]: { ...index, ids, ...(current !== undefined && { current }) } satisfies Index,
    });
  });
}

const accountWithoutKey = ({ id, kind }: SettingsFileAccount, now: number): Account => ({
  id,
  kind,
  keyLast4: '',
  addedAt: now,
  failures: { quotas: toFailure(new ExtensionError('no-key'), undefined, now) },
  requests: noRequests(now),
});
