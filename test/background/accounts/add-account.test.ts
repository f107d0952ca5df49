// Adding an account: whose key it is, and whether the key is in a URL.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { addAccount, removeAccount } from '../../../entrypoints/background/accounts/accounts.ts';
import { findAccount } from '../../../entrypoints/background/storage/account-store.ts';
import { lockKeys } from '../../../entrypoints/background/keys/key-store.ts';
import { spellmanAttributes } from '../../fake-virustotal/documents.ts';
import { errorResponse, type FakeNetwork, json, key, stubNetwork, userResponse } from '../../fake-network.ts';

const otherKey = 'z'.repeat(64);
const { privileges: _privileges, preferences: _preferences, ...visibleToOthers } = spellmanAttributes();

let network: FakeNetwork;

beforeEach(async () => {
  fakeBrowser.reset();
  vi.spyOn(fakeBrowser.permissions, 'contains').mockResolvedValue(true as never);
  network = stubNetwork({ '/users/spellman': () => userResponse('spellman') });
  await removeAccount({ id: 'spellman' });
  return () => vi.unstubAllGlobals();
});

const urls = (): string => network.requests.join('\n');
const answer = (id: string, attributes: object): void => {
  network.replies[`/users/${id}`] = () => userResponse(id, attributes);
};

function answerRobot(attributes: object): void {
  network.replies['/users/robot'] = () =>
    json({ data: { type: 'service_account', id: 'robot', attributes } });
}

describe('adding an account by its id', () => {
  it.each<[string, object]>([
    ['the key itself', { ...visibleToOthers, apikey: key }],
    ['preferences and privileges, which only the owner sees', spellmanAttributes()],
  ])('[S-network-key] the key is accepted if the user shows %s, and is in no URL', async (_, attributes) => {
    answer('spellman', attributes);
    expect(await addAccount({ key, userId: 'spellman' })).toEqual({ id: 'spellman' });
    expect(network.requests[0]).toBe('/users/spellman');
    expect(urls()).not.toContain(key);
    expect((await findAccount('spellman'))?.keyLast4).toBe('kkkk');
  });

  it.each<[string, object]>([
    ['nothing that only the owner sees', visibleToOthers],
    ['another key', { ...spellmanAttributes(), apikey: otherKey }],
    ['privileges alone', { ...visibleToOthers, privileges: {} }],
  ])('a key is refused if the user shows %s, and nothing is stored', async (_, attributes) => {
    answer('spellman', attributes);
    await expect(addAccount({ key, userId: 'spellman' })).rejects.toMatchObject({ kind: 'forbidden' });
    expect(await findAccount('spellman')).toBeUndefined();
    expect(urls()).not.toContain(key);
  });

  it('the key of a service account is accepted only if it is shown, because administrators see the rest', async () => {
    answerRobot(spellmanAttributes());
    await expect(addAccount({ key, userId: 'robot' })).rejects.toMatchObject({ kind: 'forbidden' });
    answerRobot({ ...visibleToOthers, apikey: key });
    expect(await addAccount({ key, userId: 'robot' })).toEqual({ id: 'robot' });
    await removeAccount({ id: 'robot' });
  });
});

describe('adding an account without its id', () => {
  beforeEach(() => void (network.replies[`/users/${key}`] = () => userResponse('spellman')));

  it('the key is in one URL, which the list of requests does not keep', async () => {
    const clear = vi.spyOn(performance, 'clearResourceTimings');
    await addAccount({ key });
    expect(network.requests.filter((path) => path.includes(key))).toHaveLength(1);
    expect(clear).toHaveBeenCalledOnce();
  });

  it('[S-network-key] a session key that is added again each day is in no URL again', async () => {
    await addAccount({ key, choice: { keyStorage: 'session' } });
    await fakeBrowser.storage.session.clear();
    await lockKeys();
    const before = (await findAccount('spellman'))?.requests.billable ?? 0;
    network.requests.length = 0;
    expect(await addAccount({ key, choice: { keyStorage: 'session' } })).toEqual({ id: 'spellman' });
    expect(urls()).not.toContain(key);
    const sent = network.requests.filter((path) => !path.includes('overall_quotas')).length;
    expect((await findAccount('spellman'))?.requests.billable).toBe(before + sent);
  });

  it('a key whose end is that of another account is found by its URL', async () => {
    await addAccount({ key });
    const similar = `${'y'.repeat(60)}kkkk`;
    network.replies['/users/spellman'] = () => userResponse('spellman', visibleToOthers);
    network.replies[`/users/${similar}`] = () => userResponse('salem');
    expect(await addAccount({ key: similar })).toEqual({ id: 'salem' });
    await removeAccount({ id: 'salem' });
  });

  it('a key that VirusTotal rejects is in no URL if an account ends with it', async () => {
    await addAccount({ key });
    network.requests.length = 0;
    network.replies['/users/spellman'] = () => errorResponse('WrongCredentialsError', 401);
    await expect(addAccount({ key })).rejects.toMatchObject({ kind: 'bad-key' });
    expect(urls()).not.toContain(key);
  });
});
