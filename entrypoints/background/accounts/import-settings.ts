// Takes in the settings and accounts of a file. Their keys are not in it: the accounts wait until those are added again.
import { browser } from 'wxt/browser';
import {
  type SettingsFile,
  type SettingsFileAccount,
  planImport,
} from '../../../core/storage/settings-file.ts';
import { accountPrefix, type Index, indexKey, settingsKey } from '../../../core/storage/schema.ts';
import { VirusTotalError } from '../../../core/virustotal/api-error.ts';
import type { Account } from '../../../core/domain/account.ts';
import { toFailure } from '../api/retry-policy.ts';
import { currentState, storedIndex } from '../storage/account-store.ts';
import { noRequests } from '../../../core/domain/request-count.ts';
import { withLock } from '../storage/mutex.ts';

/**
 * Adds the accounts that are not here yet and takes over the settings. Known accounts, their order and the one in use stay
 * as they are. Everything is stored at once, so that nothing is half done.
 */
export function importSettings(
  backup: Pick<SettingsFile, 'accounts' | 'settings' | 'current'>,
): Promise<void> {
  return withLock(async () => {
    const index = await storedIndex();
    const state = await currentState();
    const { added } = planImport(backup, state);
    const ids = [...new Set([...index.ids, ...added.map(({ id }) => id)])];
    const current = state.accounts.length > 0 ? index.current : (backup.current ?? undefined);
    const now = Date.now();
    await browser.storage.local.set({
      ...Object.fromEntries(
        added.map((account) => [accountPrefix + account.id, accountWithoutKey(account, now)]),
      ),
      [settingsKey]: { ...state.settings, ...backup.settings },
      [indexKey]: { ...index, ids, ...(current !== undefined && { current }) } satisfies Index,
    });
  });
}

const accountWithoutKey = ({ id, kind }: SettingsFileAccount, now: number): Account => ({
  id,
  kind,
  keyEnd: '',
  addedAt: now,
  failures: { quotas: toFailure(new VirusTotalError('no-key'), undefined, now) },
  requests: noRequests(now),
});
