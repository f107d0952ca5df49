// @vitest-environment happy-dom
// The popup after the clock was set back: what is stored is from the future.
import { beforeEach, expect, it } from 'vitest';
import { createStateStore } from '../../core/store/state-store.ts';
import { Popup } from '../../entrypoints/popup/Popup.tsx';
import { standInBackground, store } from '../components/background.ts';
import { message } from '../message.ts';
import { fireEvent, render, settle, type View } from '../testing-library.ts';

const day = 86_400_000;
const ahead = Date.now() + 300 * day;
const quotas = { at: ahead, value: [{ name: 'api_requests_monthly', user: { allowed: 100, used: 1 } }] };
const account = { id: 'a', kind: 'user', keyLast4: '333a', addedAt: ahead, quotas, requests: {} };

let sent: unknown[];

beforeEach(() => {
  sent = standInBackground();
});

async function popup(failures: object): Promise<View> {
  await store({ ...account, failures });
  const view = render(<Popup store={createStateStore()} />);
  await view.findByRole('heading', { level: 1 });
  await settle();
  return view;
}

it('the popup does not treat figures from the future as fresh, and requests new ones', async () => {
  const { getByText } = await popup({});
  expect(getByText(message('popup.stale'))).toBeDefined();
  expect(sent).toEqual([{ command: 'refresh', input: { id: 'a' } }]);
});

it('the popup does not wait for a retry that was scheduled before the clock was set back', async () => {
  const { getByRole } = await popup({
    quotas: { kind: 'rate-limited', at: ahead, tries: 1, retryAt: ahead + 60_000 },
  });
  const refresh = getByRole('button', { name: 'Refresh' });
  expect(refresh.getAttribute('aria-disabled')).toBe('false');
  fireEvent.click(refresh);
  expect(sent).toContainEqual({ command: 'refresh', input: { id: 'a' } });
});
