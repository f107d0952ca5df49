// Errors that nobody expected and that stop nobody: they are remembered, once each, and without what they say.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { listKey, listStateKey } from '../../../core/storage/list-schema.ts';
import { readErrors, errorLogKey } from '../../../core/storage/error-log.ts';
import { VirusTotalError } from '../../../core/virustotal/api-error.ts';
import { addAccount } from '../../../entrypoints/background/accounts/accounts.ts';
import { handleMessage } from '../../../entrypoints/background/commands.ts';
import { deleteEverything } from '../../../entrypoints/background/delete-everything.ts';
import { loadList, resumeLists } from '../../../entrypoints/background/lists/list-loader.ts';
import { reconcileKeys, unlock } from '../../../entrypoints/background/accounts/key-locking.ts';
import { lookUpUser } from '../../../entrypoints/background/panel/user-lookup.ts';
import { refreshAll } from '../../../entrypoints/background/accounts/refresh.ts';
import { findList } from '../../../entrypoints/background/lists/list-store.ts';
import { findAccount } from '../../../entrypoints/background/storage/account-store.ts';
import { logError, logRejection } from '../../../entrypoints/background/storage/error-log.ts';
import { key, stubNetwork } from '../../fake-network.ts';
import { withAccount } from '../account-fixture.ts';

const secret = `https://www.virustotal.com/api/v3/users/${key} of spellman`;
const oddity = (): TypeError => new TypeError(secret);
const remembered = async () => readErrors((await fakeBrowser.storage.local.get(errorLogKey))[errorLogKey]);
const places = async () => (await remembered()).map(({ kind, context }) => `${kind} at ${context}`);

/** From now on asking the browser for its leave ends in an error that nobody expects. */
const breakDown = (): void =>
  void vi.spyOn(fakeBrowser.permissions, 'contains').mockImplementation(() => Promise.reject(oddity()));

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 21, 12), toFake: ['Date'] });
  return () => vi.useRealTimers();
});

describe('an error that nobody expected', () => {
  it.each<[string, string[], () => Promise<unknown>]>([
    ['a reading by itself', ['TypeError at refresh'], () => refreshAll()],
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
      'a page of somebody',
      ['TypeError at getPanelContent'],
      () => lookUpUser({ id: 'salem', freshness: 'auto' }).catch(() => 0),
    ],
    ['one’s own page', ['TypeError at refresh'], () => lookUpUser({ id: 'spellman', freshness: 'reload' })],
  ])('[F-unexpected-error] in %s is remembered and stops nobody', async (_, expected, work) => {
    await withAccount();
    breakDown();
    await work();
    expect(await places()).toEqual(expected);
    const { errorLog } = await fakeBrowser.storage.local.get(errorLogKey);
    expect(JSON.stringify(errorLog)).not.toMatch(/virustotal|spellman|kkkk/u);
  });

  it('is shown as an answer that makes no sense, with the last figures, and tried again', async () => {
    await withAccount();
    breakDown();
    await refreshAll();
    const { failures, quotas } = (await findAccount('spellman')) ?? {};
    expect(failures?.quotas).toMatchObject({ kind: 'unexpected', retryAt: Date.now() + 60_000 });
    expect(quotas?.value).toHaveLength(1);
  });

  it('is remembered once, though several hear of it', async () => {
    await withAccount();
    vi.spyOn(fakeBrowser.storage.local, 'get').mockRejectedValueOnce(oddity());
    const sender = { id: fakeBrowser.runtime.id, url: fakeBrowser.runtime.getURL('/popup.html') };
    await handleMessage({ command: 'refresh', input: { id: 'spellman' } }, sender);
    expect(await places()).toEqual(['TypeError at refresh']);
  });

  it('[F-unexpected-error S-report-errors] in adding an account is remembered, and its key is not in it', async () => {
    stubNetwork((await withAccount()).replies);
    vi.spyOn(fakeBrowser.storage.session, 'set').mockRejectedValue(oddity());
    await expect(addAccount({ key, choice: { keyStorage: 'session' } })).rejects.toThrow('no-key');
    expect(await places()).toEqual(['TypeError at addAccount']);
  });

  it('after a list was resumed or a key unlocked is remembered', async () => {
    const passphrase = 'correct horse battery';
    await withAccount();
    await addAccount({ key, choice: { keyStorage: 'passphrase', passphrase } });
    const list = listKey('comments', 'spellman');
    const stateKey = listStateKey('spellman', list);
    await loadList({ account: 'spellman', list, targetCount: 40, fresh: true });
    const state = await findList(stateKey);
    await fakeBrowser.storage.local.set({
      [stateKey]: { ...state, status: 'loading', restartPending: true },
    });
    breakDown();
    await resumeLists();
    await unlock({ passphrase });
    expect(await places()).toEqual(['TypeError at loadList', 'TypeError at refresh']);
  });

  it('of the key store is remembered by the browser’s name for it', async () => {
    await withAccount();
    vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
      throw new DOMException(secret, 'InvalidStateError');
    });
    await refreshAll();
    await reconcileKeys();
    expect(new Set(await places())).toEqual(new Set(['InvalidStateError at keyStore']));
    expect((await findAccount('spellman'))?.failures.quotas?.kind).toBe('no-key-store');
    vi.restoreAllMocks();
  });

  it('in deleting everything is all that is left of it', async () => {
    await withAccount();
    vi.spyOn(fakeBrowser.storage.sync, 'clear').mockRejectedValue(oddity());
    await expect(deleteEverything()).rejects.toThrow(VirusTotalError);
    expect(Object.keys(await fakeBrowser.storage.local.get(null))).toEqual([errorLogKey]);
    expect(await places()).toEqual(['TypeError at deleteEverything']);
  });

  it('is not written into storage of a newer version', async () => {
    const newer = { index: { version: 3 } };
    await fakeBrowser.storage.local.set(newer);
    await logError('start', oddity());
    expect(await fakeBrowser.storage.local.get(null)).toEqual(newer);
  });

  it('is not one of VirusTotal’s', async () => {
    await logRejection('refresh', Promise.reject(new VirusTotalError('offline')));
    expect(await remembered()).toEqual([]);
  });
});
