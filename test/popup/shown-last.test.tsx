// @vitest-environment happy-dom
// What the popup draws before storage has answered: what it showed last, if the background says that it may.
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { popupStamp } from '../../core/storage/popup-record.ts';
import { parseState } from '../../core/storage/schema.ts';
import { readPopupRecord } from '../../core/store/popup-record.ts';
import { createStateStore } from '../../core/store/state-store.ts';
import { Popup } from '../../entrypoints/popup/Popup.tsx';
import { standInBackground, store } from '../components/background.ts';
import { message } from '../message.ts';
import { act, render, settle, type View, waitFor } from '../testing-library.ts';

const minute = 60_000;

const account = (id: string, used: number, at = Date.now() - 9 * minute) => ({
  id,
  kind: 'user',
  keyLast4: '333a',
  addedAt: 1,
  quotas: { at, value: [{ name: 'api_requests_monthly', user: { allowed: 15_500, used } }] },
  failures: {},
  requests: { day: '2026-11-21', billable: 3, free: 9 },
});

const { local } = fakeBrowser.storage;
/** Also works while a test holds the answers of storage back. */
const readAll = local.get.bind(local, null) as () => Promise<Record<string, unknown>>;
let sent: unknown[];

/** The query that the background's address of the popup has now. */
const query = async (): Promise<string> => `?${popupStamp(parseState(await readAll()))}`;

/** Opens the popup as its script does. */
const open = (search: string): View =>
  render(<Popup store={createStateStore()} shownLast={readPopupRecord(search)} />);

/** Opens the popup with stored accounts, and closes it again when it has drawn them. */
async function showOnce(...accounts: ReturnType<typeof account>[]): Promise<void> {
  await store(...accounts);
  const view = open('');
  await view.findByRole('meter');
  await settle();
  await act(() => void view.unmount());
}

/** Storage that does not answer any more. */
const holdStorage = () => vi.spyOn(local, 'get').mockReturnValue(new Promise(() => undefined) as never);

const heading = ({ queryByRole }: View) => queryByRole('heading', { level: 1 })?.textContent;
const value = ({ queryByRole }: View) => queryByRole('meter')?.getAttribute('aria-valuenow');

beforeEach(() => {
  // The windows of the figures must not end while the tests run.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 21, 12) });
  onTestFinished(() => void vi.useRealTimers());
  localStorage.clear();
  sent = standInBackground();
});

describe('what the popup showed last', () => {
  it('the popup draws what it showed last before storage has answered, with its age', async () => {
    await showOnce(account('spellman', 100));
    const search = await query();
    holdStorage();
    const view = open(search);
    expect([heading(view), value(view)]).toEqual(['spellman', '100']);
    expect(view.getByRole('contentinfo').textContent).toContain(message('age.updated', '9 min. ago'));
  });

  it('the popup shows the stored figures as soon as storage has answered', async () => {
    await showOnce(account('spellman', 100));
    const search = await query();
    await store(account('spellman', 250));
    const view = open(search);
    expect(value(view)).toBe('100');
    await waitFor(() => expect(value(view)).toBe('250'));
  });

  it('the popup keeps what it has drawn where storage has the same', async () => {
    await showOnce(account('spellman', 100), account('hilda', 7));
    const search = await query();
    const view = open(search);
    const changes: MutationRecord[] = [];
    const observer = new MutationObserver((more) => changes.push(...more));
    observer.observe(view.container, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    localStorage.setItem('popup', 'not written again');
    await settle();
    // Only the bar at the bottom says that a refresh has begun.
    const footer = view.getByRole('contentinfo');
    expect(changes.filter(({ target }) => !footer.contains(target))).toEqual([]);
    expect(localStorage.getItem('popup')).toBe('not written again');
    await act(() => local.set({ 'account:spellman': account('spellman', 250) }));
    await waitFor(() => expect(value(view)).toBe('250'));
    await waitFor(() => expect(localStorage.getItem('popup')).toContain('250'));
    observer.disconnect();
  });

  it('the popup never shows an account that is not the current one any more', async () => {
    await showOnce(account('spellman', 100), account('hilda', 7));
    await local.set({ index: { version: 3, ids: ['spellman', 'hilda'], current: 'hilda' } });
    const search = await query();
    holdStorage();
    expect(heading(open(search))).toBeUndefined();
    // No address from the background, as after the browser has started.
    expect(heading(open(''))).toBeUndefined();
  });

  it('what was shown last causes no request', async () => {
    await showOnce(account('spellman', 100));
    sent = standInBackground();
    const search = await query();
    // Meanwhile VirusTotal asked to wait.
    const failure = { kind: 'rate-limited', at: Date.now(), tries: 1, retryAt: Date.now() + 10 * minute };
    await local.set({ 'account:spellman': { ...account('spellman', 100), failures: { quotas: failure } } });
    const stored = await readAll();
    const answer = Promise.withResolvers<object>();
    vi.spyOn(local, 'get').mockReturnValue(answer.promise as never);
    const view = open(search);
    await settle();
    expect(heading(view)).toBe('spellman');
    answer.resolve(stored);
    await settle();
    expect(sent).toEqual([]);
  });

  it('what was shown last is forgotten when there is no account any more', async () => {
    await showOnce(account('spellman', 100));
    expect(localStorage).toHaveLength(1);
    await local.clear();
    await open('').findByText(message('popup.welcome'));
    await waitFor(() => expect(localStorage).toHaveLength(0));
  });

  it('a damaged record, and a browser that refuses its storage, leave the popup as it is without a record', async () => {
    await showOnce(account('spellman', 100));
    const search = await query();
    for (const damaged of ['', '{', '[]', '{"stamp":"x"}']) {
      localStorage.setItem('popup', damaged);
      expect(readPopupRecord(search)).toBeUndefined();
    }
    vi.stubGlobal('localStorage', undefined);
    const view = open(search);
    await waitFor(() => expect(value(view)).toBe('100'));
    vi.unstubAllGlobals();
  });
});
