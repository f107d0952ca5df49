// An account that VirusTotal has renamed: everything about it is kept under its new name, and its key gets no second account.
import { clear, createStore, get } from 'idb-keyval';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { itemKey, listItems, readItems } from '../../../core/storage/list-items.ts';
import { addAccount, removeAccount } from '../../../entrypoints/background/accounts/accounts.ts';
import { unlock } from '../../../entrypoints/background/accounts/key-locking.ts';
import { refresh } from '../../../entrypoints/background/accounts/refresh.ts';
import { lookUpUser } from '../../../entrypoints/background/panel/user-lookup.ts';
import { loadList } from '../../../entrypoints/background/lists/list-loader.ts';
import { findKey, lockKeys } from '../../../entrypoints/background/keys/key-store.ts';
import { currentState, findAccount } from '../../../entrypoints/background/storage/account-store.ts';
import type { KeyStorageChoice } from '../../../core/messages.ts';
import { spellmanAttributes } from '../../fake-virustotal/documents.ts';
import {
  errorResponse,
  type FakeNetwork,
  json,
  key,
  quotasResponse,
  stubNetwork,
  userResponse,
} from '../../fake-network.ts';

const passphrase = 'four random words here';
const notFound = () => errorResponse('NotFoundError', 404);
const {
  email,
  preferences: _preferences,
  privileges: _privileges,
  ...visibleToOthers
} = {
  ...spellmanAttributes(),
  email: 'sabrina@example.com',
};
const attributes = { ...spellmanAttributes(), email };
const byEmail = `/users/${encodeURIComponent(email)}`;

let network: FakeNetwork;

/** Adds the account as spellman. @param userId whether by its id */
async function addSpellman(
  choice: KeyStorageChoice = { keyStorage: 'device' },
  userId?: string,
): Promise<void> {
  network = stubNetwork({
    [`/users/${key}`]: () => userResponse('spellman', attributes),
    '/users/spellman': () => userResponse('spellman', attributes),
    '/users/spellman/overall_quotas': () => quotasResponse(),
    '/users/spellman/groups': () => json({ data: [] }),
    '/users/spellman/comments': () => json({ data: [], meta: { count: 0 } }),
    '/users/salem': () => userResponse('salem', visibleToOthers),
  });
  await addAccount({ key, choice, ...(userId && { userId }) });
  network.requests.length = 0;
}

/** From now on VirusTotal knows the account as sabrina. */
function rename({ knowsEmail = true } = {}): void {
  for (const path of Object.keys(network.replies))
    if (path.includes('spellman')) network.replies[path] = notFound;
  Object.assign(network.replies, {
    [`/users/${key}`]: () => userResponse('sabrina', attributes),
    '/users/sabrina': () => userResponse('sabrina', attributes),
    '/users/sabrina/overall_quotas': () => quotasResponse(40),
    '/users/sabrina/groups': () => json({ data: [] }),
    ...(knowsEmail && { [byEmail]: () => userResponse('sabrina', attributes) }),
  });
}

const ids = async (): Promise<string[]> => (await currentState()).accounts.map(({ id }) => id);
const everything = async (): Promise<string> => {
  const { local, session } = fakeBrowser.storage;
  const names = await Promise.all([local.get(null), session.get(null)]);
  return names.flatMap((each) => Object.keys(each)).join('\n');
};

beforeEach(async () => {
  fakeBrowser.reset();
  await clear(createStore('vault', 'keys'));
  vi.spyOn(fakeBrowser.permissions, 'contains').mockResolvedValue(true as never);
  return () => vi.unstubAllGlobals();
});

const asked = async (occasion?: 'request'): Promise<boolean> => {
  network.requests.length = 0;
  await refresh('spellman', occasion).catch(() => undefined);
  return network.requests.includes(byEmail);
};

describe('a renamed account', () => {
  it.each<[string, KeyStorageChoice, string | undefined]>([
    ['on this device', { keyStorage: 'device' }, undefined],
    ['in memory', { keyStorage: 'session' }, 'spellman'],
    ['with a passphrase', { keyStorage: 'passphrase', passphrase }, 'spellman'],
  ])(
    '[F-renamed S-network-key] goes on under its new name, with its key %s in no URL',
    async (_, choice, userId) => {
      await addSpellman(choice, userId);
      const before = await findAccount('spellman');
      rename();
      await refresh('spellman');
      expect(await ids()).toEqual(['sabrina']);
      expect((await currentState()).current).toBe('sabrina');
      expect(await findAccount('sabrina')).toMatchObject({
        id: 'sabrina',
        addedAt: before?.addedAt,
        keyStorage: choice.keyStorage,
        quotas: { value: [{ group: { used: 40 } }] },
        user: { value: { id: 'sabrina' } },
        failures: {},
      });
      expect(await findKey('sabrina')).toEqual({ keyStorage: choice.keyStorage, key });
      expect(await findKey('spellman')).toEqual({});
      expect(network.requests[1]).toBe(byEmail);
      expect(network.requests.join('\n')).not.toContain(key);
      expect(await everything()).not.toContain('spellman');
    },
  );

  it('keeps a key with a passphrase encrypted, and the passphrase unlocks it under the new name', async () => {
    await addSpellman({ keyStorage: 'passphrase', passphrase });
    rename();
    await refresh('spellman');
    await lockKeys();
    expect(await findKey('sabrina')).toEqual({ keyStorage: 'passphrase' });
    expect(await unlock({ passphrase })).toEqual({ unlocked: ['sabrina'] });
    expect(await get('sabrina', createStore('vault', 'keys'))).not.toHaveProperty('formerId');
    await lockKeys();
    expect(await unlock({ passphrase })).toEqual({ unlocked: ['sabrina'] });
    expect((await findKey('sabrina')).key).toBe(key);
  });

  it.each([
    ['on disk', { keyStorage: 'device' } as const],
    ['in memory', { keyStorage: 'passphrase', passphrase } as const],
  ])('keeps its lists, looked-up users and notifications %s', async (_, choice) => {
    await addSpellman(choice);
    const item = { id: 'c', kind: 'comment' };
    for (const list of ['comments/spellman', 'members/spellman', 'mentions/salem'] as const)
      await loadList({ account: 'spellman', list, targetCount: 40, fresh: false });
    await listItems('readwrite', (items) => {
      items.put(item, itemKey('list:spellman:comments/spellman', 1, 0));
    });
    await lookUpUser({ id: 'salem', freshness: 'auto' });
    await fakeBrowser.storage.local.set({ notificationsShown: { 'spellman x 1 warning': Date.now() + 9e7 } });
    rename();
    await refresh('spellman');
    const stored = await everything();
    for (const name of [
      'list:sabrina:comments/sabrina',
      // A group may have the same name.
      'list:sabrina:members/spellman',
      'list:sabrina:mentions/salem',
      'user-cache:sabrina:salem',
      'lookup-budget:sabrina',
    ])
      expect(stored).toContain(name);
    expect(stored).not.toMatch(/:spellman/u);
    const values = JSON.stringify([
      await fakeBrowser.storage.local.get(['storedLists', 'cachedUsers', 'notificationsShown']),
      await fakeBrowser.storage.session.get(['storedLists', 'cachedUsers']),
    ]);
    expect(values).not.toMatch(/list:spellman|user-cache:spellman|"spellman /u);
    expect(values).toContain('sabrina x 1 warning');
    expect(await readItems('sabrina', 'comments/sabrina', { generation: 1 }, 0, 9)).toEqual([item]);
    await removeAccount({ id: 'sabrina' });
    expect(await everything()).not.toMatch(/sabrina|spellman/u);
  });

  it('is asked for by its key only where that has been in a URL before', async () => {
    await addSpellman(undefined, 'spellman');
    rename({ knowsEmail: false });
    await expect(refresh('spellman')).rejects.toMatchObject({ kind: 'not-found' });
    expect(network.requests.join('\n')).not.toContain(key);
    await removeAccount({ id: 'spellman' });
    await addSpellman();
    rename({ knowsEmail: false });
    await refresh('spellman');
    expect(await ids()).toEqual(['sabrina']);
  });

  it('is asked for once, and again on request', async () => {
    await addSpellman(undefined, 'spellman');
    rename({ knowsEmail: false });
    expect(await asked()).toBe(true);
    expect(await asked()).toBe(false);
    expect(await asked('request')).toBe(true);
    expect((await findAccount('spellman'))?.failures.quotas?.kind).toBe('not-found');
  });

  it('is asked for later if the network fails while it is asked for', async () => {
    await addSpellman();
    rename();
    network.replies[byEmail] = () => errorResponse('TransientError', 503);
    await expect(refresh('spellman')).rejects.toMatchObject({ kind: 'unavailable' });
    network.replies[byEmail] = () => userResponse('sabrina', attributes);
    await refresh('spellman');
    expect(await ids()).toEqual(['sabrina']);
  });

  it.each<[string, () => Response]>([
    ['leads to the new name', () => userResponse('sabrina', attributes)],
    ['belongs to somebody else', () => userResponse('spellman', visibleToOthers)],
  ])('[S-server-identity] is found if its old name %s', async (_, answer) => {
    await addSpellman();
    rename();
    network.replies['/users/spellman/overall_quotas'] = () => errorResponse('ForbiddenError', 403);
    network.replies['/users/spellman'] = answer;
    await refresh('spellman', 'request').catch(() => undefined);
    expect(await ids()).toEqual(['sabrina']);
    expect(await findAccount('sabrina')).toMatchObject({ user: { value: { email } } });
  });

  it('is not taken for another user whose e-mail address it has', async () => {
    await addSpellman(undefined, 'spellman');
    rename();
    network.replies[byEmail] = () => userResponse('salem', { ...visibleToOthers, email });
    await expect(refresh('spellman')).rejects.toMatchObject({ kind: 'not-found' });
    expect(await ids()).toEqual(['spellman']);
  });
});

describe('a key that is added again', () => {
  it.each<[string, KeyStorageChoice, () => Promise<void>]>([
    ['on this device', { keyStorage: 'device' }, async () => {}],
    ['with a passphrase that is locked', { keyStorage: 'passphrase', passphrase }, lockKeys],
    [
      'in memory that was lost',
      { keyStorage: 'session' },
      () => fakeBrowser.storage.session.remove('session:spellman'),
    ],
  ])('gets no second account if it was renamed meanwhile: %s', async (_, choice, before) => {
    for (const userId of [undefined, 'sabrina']) {
      fakeBrowser.reset();
      vi.spyOn(fakeBrowser.permissions, 'contains').mockResolvedValue(true as never);
      await clear(createStore('vault', 'keys'));
      await addSpellman(choice);
      const { addedAt } = (await findAccount('spellman')) ?? {};
      rename();
      await before();
      expect(await addAccount({ key, choice, ...(userId && { userId }) })).toEqual({ id: 'sabrina' });
      expect(await ids()).toEqual(['sabrina']);
      expect(await findAccount('sabrina')).toMatchObject({ addedAt, failures: {} });
      expect((await findKey('sabrina')).key).toBe(key);
    }
  });

  it('gets no second account if VirusTotal writes its name in other letters', async () => {
    await addSpellman();
    network.replies[`/users/${key}`] = () => userResponse('Spellman', attributes);
    network.replies['/users/spellman'] = () => userResponse('Spellman', attributes);
    await addAccount({ key });
    expect(await ids()).toEqual(['spellman']);
  });

  it('gets an account of its own beside one whose key has the same end', async () => {
    await addSpellman({ keyStorage: 'session' });
    const similar = `${'y'.repeat(60)}kkkk`;
    network.replies['/users/salem'] = () => userResponse('salem', attributes);
    network.replies['/users/spellman'] = () => userResponse('spellman', visibleToOthers);
    await fakeBrowser.storage.session.clear();
    await addAccount({ key: similar, userId: 'salem' });
    expect(await ids()).toEqual(['spellman', 'salem']);
  });

  it('stays as protected as it was under its former name', async () => {
    await addSpellman({ keyStorage: 'passphrase', passphrase });
    rename();
    expect(await addAccount({ key, userId: 'sabrina', choice: { keyStorage: 'device' } })).toEqual({
      id: 'sabrina',
      keeps: 'passphrase',
    });
    expect(await ids()).toEqual(['spellman']);
  });
});
