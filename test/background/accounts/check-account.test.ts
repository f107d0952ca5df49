// The conformance check of a stored account: its requests are counted, and a wait that VirusTotal imposed is respected.
import { expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { handleMessage } from '../../../entrypoints/background/commands.ts';
import { currentState, updateAccount } from '../../../entrypoints/background/storage/account-store.ts';
import { lock, setKeyStorage } from '../../../entrypoints/background/accounts/key-locking.ts';
import { key } from '../../fake-network.ts';
import { withAccount } from '../account-fixture.ts';

const total = ({ billable = 0, free = 0 } = {}): number => billable + free;

const check = (url = '/diagnostics.html') =>
  handleMessage(
    { command: 'checkConformance', input: { id: 'spellman' } },
    { id: fakeBrowser.runtime.id, url: fakeBrowser.runtime.getURL(url) },
  );

it('[S-report-shapes] the check counts its requests, and returns neither the key nor an id', async () => {
  const network = await withAccount();
  const before = (await currentState()).accounts[0]?.requests;
  const result = await check();
  expect(result).toMatchObject({
    ok: true,
    value: [{ call: 'GET /users/{id}/overall_quotas', status: 200 }, {}, {}, {}, {}, {}, {}, {}],
  });
  expect(network.requests.length).toBeLessThanOrEqual(12);
  expect(network.requests.some((url) => url.includes(key))).toBe(false);
  expect(JSON.stringify(result)).not.toMatch(/spellman|[0-9a-z]{64}/u);
  const after = (await currentState()).accounts[0]?.requests;
  expect(total(after) - total(before)).toBe(network.requests.length);
});

it('the check sends nothing while VirusTotal imposes a wait', async () => {
  const network = await withAccount();
  const now = Date.now();
  await updateAccount('spellman', (account) => ({
    ...account,
    failures: { quotas: { kind: 'rate-limited', at: now, tries: 1, retryAt: now + 60_000 } },
  }));
  await expect(check()).resolves.toMatchObject({ ok: false, error: { kind: 'rate-limited' } });
  expect(network.requests).toEqual([]);
});

it('the check sends nothing while the key is locked', async () => {
  const network = await withAccount();
  const choice = { keyStorage: 'passphrase', passphrase: 'correct horse battery staple' } as const;
  await setKeyStorage({ id: 'spellman', choice });
  await lock();
  await expect(check()).resolves.toEqual({ ok: false, error: { kind: 'locked' } });
  expect(network.requests).toEqual([]);
});

it('the panel cannot start the check', () => {
  expect(check('/panel.html')).toBeUndefined();
});
