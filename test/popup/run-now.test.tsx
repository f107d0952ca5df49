// @vitest-environment happy-dom
// What the popup says first: what can be run now, or why nothing can.
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createStateStore } from '../../core/store/state-store.ts';
import type { QuotaFigures } from '../../core/virustotal/resources/quotas.ts';
import { Popup } from '../../entrypoints/popup/Popup.tsx';
import { standInBackground, store } from '../components/background.ts';
import { message, messagePattern } from '../message.ts';
import { act, fireEvent, render, settle, type View, within } from '../testing-library.ts';

const minute = 60_000;
const noon = Date.UTC(2026, 10, 21, 12, 5);
const midnight = '12:00 AM UTC';

let sent: unknown[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: noon });
  onTestFinished(() => void vi.useRealTimers());
  sent = standInBackground();
});

const own = (name: string, allowed: number, used: number): QuotaFigures => ({
  name,
  user: { allowed, used },
});

const account = (quotas: QuotaFigures[], failure?: object, at = noon - minute) => ({
  id: 'spellman',
  kind: 'user',
  keyLast4: '333a',
  addedAt: 1,
  quotas: { at, value: quotas },
  failures: failure ? { quotas: { at: noon - minute, tries: 1, ...failure } } : {},
  requests: { day: '2026-11-21', billable: 3, free: 9 },
});

async function popup(...accounts: object[]): Promise<View> {
  await store(...(accounts as Parameters<typeof store>));
  const view = render(<Popup store={createStateStore()} />);
  await view.findByRole('heading', { level: 1 });
  await settle();
  return view;
}

const region = (view: View) => view.getByRole('region', { name: message('run_now.title') });
const textOf = (view: View) => region(view).textContent;

describe('what can be run now', () => {
  it('begins with the number of API requests, and says how many more when', async () => {
    const view = await popup(account([own('api_requests_daily', 1000, 921)]));
    expect(textOf(view)).toMatch(new RegExp(`^79 ${message('run_now.requests')}`, 'u'));
    expect(textOf(view)).toContain(message('run_now.gain', '1,000', midnight));
    expect(textOf(view)).toContain(message('run_now.side_own'));
  });

  it('names the rate of a free key', async () => {
    const view = await popup(
      account([own('api_requests_hourly', 240, 12), own('api_requests_daily', 500, 187)]),
    );
    expect(textOf(view)).toMatch(/^228 /u);
    expect(textOf(view)).toContain(message('run_now.rate', '4'));
  });

  it('begins with Intelligence searches where there is no allowance of API requests', async () => {
    const view = await popup(
      account([own('api_requests_daily', 0, 0), own('intelligence_searches_monthly', 300, 59)]),
    );
    expect(textOf(view)).toMatch(new RegExp(`^241 ${message('run_now.searches')}`, 'u'));
  });

  it('names a feature that is critical beneath the number, and no other', async () => {
    const healthy = [own('api_requests_daily', 1000, 1), own('private_scans_monthly', 100, 5)];
    const view = await popup(account([...healthy, own('intelligence_searches_monthly', 300, 300)]));
    const searches = message('quota.intelligence_searches_monthly');
    expect(textOf(view)).toMatch(/^999 /u);
    expect(textOf(view)).toMatch(messagePattern('run_now.used_up_until', searches, /.+/u));
    expect(textOf(view)).not.toContain(message('quota.private_scans_monthly'));
  });

  it('old figures and a limit that runs out are one answer, without a forecast', async () => {
    const figures = [own('api_requests_daily', 1000, 700)];
    const fresh = await popup(account(figures));
    expect(textOf(fresh)).toMatch(messagePattern('run_now.runs_out', /.+/u, /.+/u));
    const stale = await popup(account(figures, undefined, noon - 40 * minute));
    expect(textOf(stale)).toContain(message('popup.stale'));
    expect(textOf(stale)).not.toMatch(messagePattern('run_now.runs_out', /.+/u, /.+/u));
    expect(stale.getAllByText(messagePattern('popup.stale'))).toHaveLength(1);
  });
});

describe('a refusal', () => {
  const features = [own('intelligence_searches_monthly', 300, 59), own('private_scans_monthly', 100, 100)];
  const works = message(
    'run_now.still_works',
    message('run_now.feature', message('quota.intelligence_searches_monthly'), '241'),
  );

  it.each([
    ['a 429', { kind: 'quota-exceeded', retryAt: noon + 9 * minute }],
    ['figures that are used up', undefined],
  ])('because of %s is one box: which limit, until when, what still works', async (_, failure) => {
    const view = await popup(account([own('api_requests_daily', 500, 500), ...features], failure));
    const text = textOf(view);
    expect(text).toMatch(new RegExp(`^0 ${message('run_now.requests')}`, 'u'));
    expect(text).toContain(message('run_now.until', midnight));
    const today = message('quota.api_requests_daily');
    expect(text).toMatch(messagePattern('run_now.used_up_own', /.+/u, today, '500', '500'));
    expect(text).toContain(works);
    expect(view.getAllByRole('alert')).toHaveLength(1);
    expect(view.queryAllByRole('status')).toEqual([]);
  });

  it('replaces the number that the last figures have', async () => {
    const failure = { kind: 'rate-limited', retryAt: noon + 9 * minute };
    const view = await popup(account([own('api_requests_daily', 1000, 921), ...features], failure));
    expect(textOf(view)).toMatch(/^0 /u);
    expect(textOf(view)).toContain(message('failure.rate_limited'));
    expect(textOf(view)).toContain(message('retry_at', '12:14 PM UTC'));
    expect(textOf(view)).toMatch(messagePattern('run_now.not_used_up', /.+/u, /.+/u));
    expect(textOf(view)).not.toMatch(messagePattern('run_now.gain', /.+/u, /.+/u));
  });

  it('another failure keeps the number', async () => {
    const view = await popup(account([own('api_requests_daily', 1000, 921)], { kind: 'unavailable' }));
    expect(textOf(view)).toMatch(/^79 /u);
    expect(view.getByRole('status').textContent).toContain(message('failure.unavailable'));
  });
});

describe('the accounts', () => {
  it('have their state, and the one that is dead is marked', async () => {
    const dead = { ...account([], { kind: 'bad-key' }), id: 'ci' };
    const empty = { ...account([own('api_requests_daily', 500, 500)]), id: 'siem' };
    const view = await popup(account([own('api_requests_daily', 1000, 921)]), dead, empty);
    const rows = within(view.getByRole('list', { name: message('popup.accounts') })).getAllByRole('listitem');
    expect(rows.map(({ textContent }) => textContent)).toEqual([
      `spellman${message('condition.left', '79')}`,
      `ci${message('condition.bad_key')}`,
      `siem${message('condition.used_up')}`,
    ]);
    expect(rows.map((row) => row.querySelector('.icon-warning') !== null)).toEqual([false, true, true]);
  });

  it('are no list where there is one', async () => {
    const view = await popup(account([]));
    expect(view.queryByRole('list', { name: message('popup.accounts') })).toBeNull();
  });

  it('keep the focus when another one is chosen', async () => {
    const hilda = { ...account([]), id: 'hilda', addedAt: 2 };
    const view = await popup(account([]), hilda);
    const radio = view.getByRole('radio', { name: /^hilda/u });
    radio.focus();
    fireEvent.click(radio);
    expect(sent).toContainEqual({ command: 'selectAccount', input: { id: 'hilda' } });
    const ids = ['spellman', 'hilda'];
    await act(() => fakeBrowser.storage.local.set({ index: { version: 3, ids, current: 'hilda' } }));
    await view.findByRole('heading', { level: 1, name: 'hilda' });
    expect(document.activeElement).toBe(view.getByRole('radio', { name: /^hilda/u }));
  });
});

describe('the explanation of the bars', () => {
  const pooled = {
    name: 'api_requests_daily',
    user: { allowed: 0, used: 59 },
    group: { allowed: 900, used: 90 },
  };
  const dismiss = { name: message('meter.key_dismiss') };

  it('stands above bars with a pool, and can be dismissed', async () => {
    const view = await popup(account([pooled]));
    fireEvent.click(view.getByRole('button', dismiss));
    expect(sent).toContainEqual({ command: 'saveSettings', input: { barKeyDismissed: true } });
    expect(
      (await popup(account([own('api_requests_daily', 9, 1)]))).queryByRole('button', dismiss),
    ).toBeNull();
  });
});
