// @vitest-environment happy-dom
// "Delete everything": one question, then it is done, and said.
import { expect, it } from 'vitest';
import { createStateStore } from '../../core/store/state-store.ts';
import { Options } from '../../entrypoints/options/Options.tsx';
import { standInBackground, store } from '../components/background.ts';
import { button, click, one, render, settle } from '../components/render.ts';

const account = {
  id: 'spellman',
  kind: 'user',
  keyEnd: '333a',
  addedAt: 0,
  failures: {},
  requests: { day: '2026-11-01', costing: 0, free: 0 },
};

async function options(): Promise<HTMLElement> {
  await store(account);
  const root = await render(<Options mirror={createStateStore()} />);
  await settle();
  return root;
}

const dialog = (root: HTMLElement) => one(root, 'dialog') as HTMLDialogElement;

it('asks once, says what goes, and keeps all of it on "Cancel"', async () => {
  const sent = standInBackground();
  const root = await options();
  expect(dialog(root).open).toBe(false);
  await click(button(root, 'Delete everything'));
  expect(dialog(root).open).toBe(true);
  expect(dialog(root).textContent).toContain('all accounts with their keys, figures and lists');
  expect(dialog(root).querySelector('[autofocus]')?.textContent).toBe('Cancel');
  await click(button(dialog(root), 'Cancel'));
  expect(dialog(root).open).toBe(false);
  expect(sent).toEqual([]);
});

it.each([
  [{ ok: true, value: null }, 'status', 'Everything was deleted from this browser.'],
  [{ ok: false, error: { kind: 'unexpected' } }, 'alert', 'Not everything could be deleted.'],
])('after %j says so', async (answer, role, words) => {
  const sent = standInBackground(answer);
  const root = await options();
  await click(button(root, 'Delete everything'));
  await click(button(root, 'Delete everything now'));
  await settle();
  expect(sent).toEqual([{ command: 'deleteEverything', input: {} }]);
  expect(dialog(root).open).toBe(false);
  expect(one(root, `.deed [role=${role}]`).textContent).toContain(words);
});
