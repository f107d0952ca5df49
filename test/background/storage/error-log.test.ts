// Unexpected errors do not stop anything. They are logged once, without their message.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { listKey, listStateKey } from '../../../core/storage/list-schema.ts';
import { readErrors, errorLogKey } from '../../../core/storage/error-log.ts';
import { ExtensionError } from '../../../core/errors.ts';
import { VirusTotalError } from '../../../core/virustotal/api-error.ts';
import { addAccount } from '../../../entrypoints/background/accounts/accounts.ts';
import { handleMessage } from '../../../entrypoints/background/commands.ts';
import { deleteEverything } from '../../../entrypoints/background/delete-everything.ts';
import { loadList, resumeLists } from '../../../entrypoints/background/lists/list-loader.ts';
import { reconcileKeys, unlock } from '../../../entrypoints/background/accounts/key-locking.ts';
import { lookUpUser } from '../../../entrypoints/background/panel/user-lookup.ts';
import { refreshAll } from '../../../entrypoints/background/accounts/refresh.ts';
import { updateList } from '../../../entrypoints/background/lists/list-store.ts';
import { findAccount } from '../../../entrypoints/background/storage/account-store.ts';
import { logError, logRejection } from '../../../entrypoints/background/storage/error-log.ts';
import { key, stubNetwork } from '../../fake-network.ts';
import { withAccount } from '../account-fixture.ts';

const secret = `https://www.virustotal.com/api/v3/users/${key} of spellman`;
const unexpectedError = (): TypeError => new TypeError(secret);
const loggedErrors = async () => readErrors((await fakeBrowser.storage.local.get(errorLogKey))[errorLogKey]);
const describeErrors = async () => (await loggedErrors()).map(({ kind, context }) => `${kind} at ${context}`);

/** Makes every query for host access fail with an unexpected error from now on. */
const failHostAccess = (): void =>
  void vi
    .spyOn(fakeBrowser.permissions, 'contains')
    .mockImplementation(() => Promise.reject(unexpectedError()));

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 21, 12), toFake: ['Date'] });
  return () => vi.useRealTimers();
});

describe('an unexpected error', () => {
  it.each<[string, string[], () => Promise<unknown>]>([
    ['a scheduled refresh', ['TypeError at refresh'], () => refreshAll()],
    [
      'a list',
      ['TypeError at loadList'],
      () =>
        loadList({
          account: 'spellman',
          list: listKey('comments', 'spellman'),
          targetCount: 40,
          fresh: true,
        }),
    ],
    [
      'a lookup of another user',
      ['TypeError at lookUp'],
      () => lookUpUser({ id: 'salem', freshness: 'auto' }).catch(() => 0),
    ],
    [
      'a lookup of the own user',
      ['TypeError at refresh'],
      () => lookUpUser({ id: 'spellman', freshness: 'reload' }),
    ],
  ])(
    '[F-unexpected-error] an unexpected error in %s is logged and stops nothing',
    async (_, expected, work) => {
      await withAccount();
      failHostAccess();
      await work();
      expect(await describeErrors()).toEqual(expected);
      const { errorLog } = await fakeBrowser.storage.local.get(errorLogKey);
      expect(JSON.stringify(errorLog)).not.toMatch(/virustotal|spellman|kkkk/u);
    },
  );

  it('an unexpected error in a refresh is shown as an unexpected response, with the last figures, and retried', async () => {
    await withAccount();
    failHostAccess();
    await refreshAll();
    const { failures, quotas } = (await findAccount('spellman')) ?? {};
    expect(failures?.quotas).toMatchObject({ kind: 'unexpected', retryAt: Date.now() + 60_000 });
    expect(quotas?.value).toHaveLength(1);
  });

  it('an unexpected error is logged once, even if several callers receive it', async () => {
    await withAccount();
    vi.spyOn(fakeBrowser.storage.local, 'get').mockRejectedValueOnce(unexpectedError());
    const sender = { id: fakeBrowser.runtime.id, url: fakeBrowser.runtime.getURL('/popup.html') };
    await handleMessage({ command: 'refresh', input: { id: 'spellman' } }, sender);
    expect(await describeErrors()).toEqual(['TypeError at refresh']);
  });

  it('[F-unexpected-error S-report-errors] an unexpected error in adding an account is logged without the key', async () => {
    stubNetwork((await withAccount()).replies);
    vi.spyOn(fakeBrowser.storage.session, 'set').mockRejectedValue(unexpectedError());
    await expect(addAccount({ key, choice: { keyStorage: 'session' } })).rejects.toThrow('no-key');
    expect(await describeErrors()).toEqual(['TypeError at addAccount']);
  });

  it('an unexpected error after resuming a list or unlocking a key is logged', async () => {
    const passphrase = 'correct horse battery';
    await withAccount();
    await addAccount({ key, choice: { keyStorage: 'passphrase', passphrase } });
    const list = listKey('comments', 'spellman');
    const stateKey = listStateKey('spellman', list);
    await loadList({ account: 'spellman', list, targetCount: 40, fresh: true });
    await updateList(stateKey, (state) => state && { ...state, status: 'loading', restartPending: true });
    failHostAccess();
    await resumeLists();
    await unlock({ passphrase });
    expect(await describeErrors()).toEqual(['TypeError at loadList', 'TypeError at refresh']);
  });

  it('an error of the key store is logged with the browser’s name for it', async () => {
    await withAccount();
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
      throw new DOMException(secret, 'InvalidStateError');
    });
    await refreshAll();
    await reconcileKeys();
    expect(new Set(await describeErrors())).toEqual(new Set(['InvalidStateError at keyStore']));
    expect((await findAccount('spellman'))?.failures.quotas?.kind).toBe('no-key-store');
    vi.restoreAllMocks();
  });

  it('an unexpected error in "Delete everything" is the only data left', async () => {
    await withAccount();
    vi.spyOn(fakeBrowser.storage.sync, 'clear').mockRejectedValue(unexpectedError());
    await expect(deleteEverything()).rejects.toThrow(new ExtensionError('internal'));
    expect(Object.keys(await fakeBrowser.storage.local.get(null))).toEqual([errorLogKey]);
    expect(await describeErrors()).toEqual(['TypeError at deleteEverything']);
  });

  it('an unexpected error is not written to storage of a newer version', async () => {
    const newer = { index: { version: 4 } };
    await fakeBrowser.storage.local.set(newer);
    await logError('start', unexpectedError());
    expect(await fakeBrowser.storage.local.get(null)).toEqual(newer);
  });

  it('an error of VirusTotal is not logged', async () => {
    await logRejection('refresh', Promise.reject(new VirusTotalError('offline')));
    expect(await loggedErrors()).toEqual([]);
  });
});
