// The background and the browser's permissions as extension pages see them in a test: records commands and returns
// given responses.
import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

/** Replaces the background. `answer` may be a promise that the test settles later. */
export function standInBackground(answer: unknown = { ok: true, value: null }) {
  const sent: unknown[] = [];
  const take = (message: unknown): unknown => {
    sent.push(message);
    return Promise.resolve(answer);
  };
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(take);
  for (const event of [fakeBrowser.permissions.onAdded, fakeBrowser.permissions.onRemoved]) {
    vi.spyOn(event, 'addListener').mockReturnValue();
    vi.spyOn(event, 'removeListener').mockReturnValue();
  }
  return sent;
}

/** An account as it may be stored, possibly damaged. */
export type Stored = { id: string; [part: string]: unknown };

/** Stores accounts, the first of them as the current one. */
export async function store(...accounts: Stored[]): Promise<void> {
  const ids = accounts.map(({ id }) => id);
  await fakeBrowser.storage.local.set({
    index: { version: 3, ids, current: ids[0] },
    ...Object.fromEntries(accounts.map((account) => [`account:${account.id}`, account])),
  });
}
