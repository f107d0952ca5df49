// @vitest-environment happy-dom
// The popup after the clock was set back: what is stored is from the future.
import { beforeEach, expect, it } from 'vitest';
import { createStateStore } from '../../core/store/state-store.ts';
import { Popup } from '../../entrypoints/popup/Popup.tsx';
import { standInBackground, store } from '../components/background.ts';
import { button, click, render, settle } from '../components/render.ts';

const day = 86_400_000;
const ahead = Date.now() + 300 * day;
const quotas = { at: ahead, value: [{ name: 'api_requests_monthly', user: { allowed: 100, used: 1 } }] };
const account = { id: 'a', kind: 'user', keyEnd: '333a', addedAt: ahead, quotas, requests: {} };

let sent: unknown[];

beforeEach(() => {
  sent = standInBackground();
});

async function popup(failures: object): Promise<HTMLElement> {
  await store({ ...account, failures });
  const root = await render(<Popup mirror={createStateStore()} />);
  await settle();
  return root;
}

it('does not take figures from the future for fresh ones, and asks for new ones', async () => {
  const root = await popup({});
  expect(root.textContent).toContain('should have been renewed');
  expect(sent).toEqual([{ command: 'refresh', input: { id: 'a' } }]);
});

it('does not wait until the future for VirusTotal', async () => {
  const root = await popup({
    quotas: { kind: 'rate-limited', at: ahead, tries: 1, retryAt: ahead + 60_000 },
  });
  expect(button(root, 'Refresh').getAttribute('aria-disabled')).toBe('false');
  await click(button(root, 'Refresh'));
  expect(sent).toContainEqual({ command: 'refresh', input: { id: 'a' } });
});
