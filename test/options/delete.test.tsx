// @vitest-environment happy-dom
// "Delete everything": one question, then it is done, and said.
import { expect, it } from 'vitest';
import { createStateStore } from '../../core/store/state-store.ts';
import { Options } from '../../entrypoints/options/Options.tsx';
import { standInBackground, store } from '../components/background.ts';
import { message, type MessageKey } from '../message.ts';
import { fireEvent, render, settle, type View, within } from '../testing-library.ts';

const account = {
  id: 'spellman',
  kind: 'user',
  keyLast4: '333a',
  addedAt: 0,
  failures: {},
  requests: { day: '2026-11-01', billable: 0, free: 0 },
};

async function options(): Promise<View> {
  await store(account);
  const view = render(<Options store={createStateStore()} />);
  await view.findByRole('region', { name: message('data.title') });
  return view;
}

const click = ({ getByRole }: Pick<View, 'getByRole'>, name: string): boolean =>
  fireEvent.click(getByRole('button', { name }));

/** A closed dialog is hidden, also from queries, and has no name. */
const dialog = ({ getByRole }: View) => getByRole<HTMLDialogElement>('dialog', { hidden: true });

it('"Delete everything" asks once, lists what is deleted, and keeps it on "Cancel"', async () => {
  const sent = standInBackground();
  const view = await options();
  expect(dialog(view).open).toBe(false);
  click(view, 'Delete everything');
  expect(view.getByRole<HTMLDialogElement>('dialog', { name: message('data.delete_confirm') }).open).toBe(
    true,
  );
  const items = within(dialog(view)).getAllByRole('listitem');
  expect(items.map(({ textContent }) => textContent)).toEqual([
    message('data.deletes_accounts'),
    message('data.deletes_cached'),
    message('data.deletes_settings'),
  ]);
  expect(dialog(view).querySelector('[autofocus]')?.textContent).toBe(message('data.no'));
  click(within(dialog(view)), message('data.no'));
  expect(dialog(view).open).toBe(false);
  await settle();
  expect(sent).toEqual([]);
});

it.each([
  [{ ok: true, value: null }, 'status', 'data.deleted'],
  [{ ok: false, error: { kind: 'internal' } }, 'alert', 'data.not_deleted'],
] as const satisfies [object, string, MessageKey][])(
  '"Delete everything" reports the failure %j',
  async (answer, role, words) => {
    const sent = standInBackground(answer);
    const view = await options();
    localStorage.setItem('popup', 'what the popup showed last');
    click(view, 'Delete everything');
    click(view, message('data.delete_yes'));
    expect(localStorage).toHaveLength(0);
    expect((await view.findByRole(role)).textContent).toBe(message(words));
    expect(sent).toEqual([{ command: 'deleteEverything', input: {} }]);
    expect(dialog(view).open).toBe(false);
  },
);
