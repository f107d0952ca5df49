// @vitest-environment happy-dom
// Forgetting other people, and how long they are kept.
import { expect, it } from 'vitest';
import { createStateStore } from '../../core/store/state-store.ts';
import { Options } from '../../entrypoints/options/Options.tsx';
import { standInBackground } from '../components/background.ts';
import { message, type MessageKey } from '../message.ts';
import { fireEvent, render, settle, type View, within } from '../testing-library.ts';

async function options(): Promise<View> {
  const view = render(<Options store={createStateStore()} />);
  await view.findByRole('region', { name: message('data.title') });
  return view;
}

it.each([
  [{ ok: true, value: null }, 'status', 'data.forgotten'],
  [{ ok: false, error: { kind: 'unexpected' } }, 'alert', 'data.not_forgotten'],
] as const satisfies [object, string, MessageKey][])(
  '"Forget other people" sends the command and reports the result %j',
  async (answer, role, words) => {
    const sent = standInBackground(answer);
    const view = await options();
    fireEvent.click(view.getByRole('button', { name: message('data.forget') }));
    await settle();
    expect(sent).toEqual([{ command: 'forgetOtherPeople', input: {} }]);
    const region = within(view.getByRole('region', { name: message('data.title') }));
    expect(region.getByRole(role).textContent).toContain(message(words));
  },
);

it('the time after which other people are forgotten can be chosen', async () => {
  const sent = standInBackground();
  const view = await options();
  const select = view.getByRole<HTMLSelectElement>('combobox', { name: message('data.forget_after') });
  expect(select.value).toBe('30');
  fireEvent.change(select, { target: { value: '7' } });
  await settle();
  expect(sent).toEqual([{ command: 'saveSettings', input: { peopleRetentionDays: 7 } }]);
});
