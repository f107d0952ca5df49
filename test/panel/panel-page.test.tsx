// @vitest-environment happy-dom
// The panel's page: when it looks up, and what it shows for each result.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { LookupResult, UserLookup } from '../../core/domain/lookup.ts';
import type { Command, Result } from '../../core/messages.ts';
import type { Folding } from '../../core/panel-channel.ts';
import { PanelPage } from '../../entrypoints/panel/PanelPage.tsx';
import { message } from '../message.ts';
import { act, fireEvent, render, settle, type View, waitFor } from '../testing-library.ts';

const at = Date.now();

const found: LookupResult<UserLookup> = {
  is: 'found',
  lookup: {
    viewer: 'spellman',
    accountCount: 1,
    own: false,
    cost: 1,
    loadCost: 0,
    quotas: [],
    user: { at, value: { id: 'salem', kind: 'user', invalidFields: [] } },
  },
};
const failed = (kind: 'locked' | 'unavailable'): LookupResult<never> => ({ is: 'failed', kind });

const onDrawn = vi.fn<(isCollapsed: boolean) => void>();
let sent: { command: Command; input: { freshness?: string } }[];
let isHidden: boolean;
let answer: () => unknown;
const reply = (value: LookupResult<UserLookup>): Result<'lookUp'> => ({ ok: true, value });

beforeEach(() => {
  sent = [];
  onDrawn.mockClear();
  isHidden = false;
  answer = () => reply(found);
  vi.spyOn(document, 'hidden', 'get').mockImplementation(() => isHidden);
  vi.spyOn(fakeBrowser.runtime, 'sendMessage').mockImplementation(async (command: unknown) => {
    sent.push(command as (typeof sent)[number]);
    return answer();
  });
});

const open = (props: { isInitiallyCollapsed?: boolean; folding?: Folding } = {}): View =>
  render(
    <PanelPage
      place={{ of: 'user', id: 'salem' }}
      isInitiallyCollapsed={false}
      onDrawn={onDrawn}
      {...props}
    />,
  );

const seen = message('panel.seen_by', 'spellman');
const untilContent = ({ container }: Pick<View, 'container'>): Promise<void> =>
  waitFor(() => expect(container.textContent).toContain(seen));

const lookups = (): (string | undefined)[] =>
  sent.filter(({ command }) => command === 'lookUp').map(({ input }) => input.freshness);

/** A click by a person. Scripts cannot make one. */
function press(button: HTMLElement): void {
  const event = new MouseEvent('click', { bubbles: true });
  Object.defineProperty(event, 'isTrusted', { value: true });
  fireEvent(button, event);
}

const account = (kind: string | undefined) => ({
  id: 'spellman',
  failures: kind === undefined ? {} : { quotas: { kind } },
  requests: {},
});

const changeLock = (from: string | undefined, to: string | undefined): Promise<void> =>
  act(async () => {
    await fakeBrowser.storage.local.onChanged.trigger({
      'account:spellman': { oldValue: account(from), newValue: account(to) },
    });
  });

describe('lookups of the panel', () => {
  it('the panel looks up once when it opens, and shows the result', async () => {
    const view = open();
    await untilContent(view);
    expect(lookups()).toEqual(['auto']);
  });

  it('[S-page-storm] a hidden panel looks nobody up until it is shown', async () => {
    isHidden = true;
    const view = open();
    await settle();
    expect(lookups()).toEqual([]);
    isHidden = false;
    fireEvent(document, new Event('visibilitychange'));
    await untilContent(view);
    expect(lookups()).toEqual(['auto']);
  });

  it('a return to a fresh result looks nothing up, a return to a problem does', async () => {
    const view = open();
    await untilContent(view);
    fireEvent.focus(window);
    await settle();
    expect(lookups()).toEqual(['auto']);
    answer = () => reply(failed('unavailable'));
    press(await view.findByText(message('panel.refresh')));
    await view.findByText(message('failure.unavailable'), { exact: false });
    fireEvent.focus(window);
    await settle();
    expect(lookups()).toEqual(['auto', 'reload', 'auto']);
  });

  it('[S-page-clicks] a script’s click on a button does nothing', async () => {
    const view = open();
    await untilContent(view);
    for (const button of view.getAllByRole('button')) button.click();
    await settle();
    expect(sent).toHaveLength(1);
  });
});

describe('results in the panel', () => {
  it('earlier content stays beside a failure', async () => {
    const view = open();
    await untilContent(view);
    answer = () => Promise.reject(new Error('no receiver'));
    press(view.getByText(message('panel.refresh')));
    await view.findByText(message('panel.unreachable'));
    expect(view.container.textContent).toContain(seen);
  });

  it('[S-panel-locked] content disappears when the keys are locked, even in a hidden panel', async () => {
    const view = open();
    await untilContent(view);
    isHidden = true;
    answer = () => reply(failed('locked'));
    await changeLock(undefined, 'locked');
    await view.findByText(message('panel.locked'));
    expect(view.container.textContent).not.toContain(seen);
    expect(lookups()).toEqual(['auto', 'cached']);
  });

  it('[S-panel-locked] a result that was requested before the keys were locked is not shown', async () => {
    const { promise, resolve } = Promise.withResolvers<unknown>();
    answer = () => promise;
    const view = open();
    answer = () => reply(failed('locked'));
    await changeLock(undefined, 'locked');
    await view.findByText(message('panel.locked'));
    resolve(reply(found));
    await settle();
    expect(view.container.textContent).not.toContain(seen);
  });

  it('a failure of another kind in an account causes no lookup', async () => {
    const view = open();
    await untilContent(view);
    await changeLock('unavailable', undefined);
    await settle();
    expect(lookups()).toEqual(['auto']);
  });
});

describe('the form of the panel', () => {
  it('the panel reports each form that it is drawn in, and its collapsing is remembered', async () => {
    const view = open();
    await untilContent(view);
    press(view.getByText(message('panel.collapse')));
    await view.findByText(message('panel.expand'));
    expect(onDrawn.mock.calls).toEqual([[false], [true]]);
    expect(sent.at(-1)).toEqual({ command: 'collapsePanel', input: { collapsed: true } });
  });

  it('where only public data are visible, one line says why, and expanding is not remembered', async () => {
    const view = open({ isInitiallyCollapsed: true, folding: 'public-only' });
    await view.findByText(message('panel.user_public'));
    expect(view.queryByText(message('panel.user_hidden'))).toBeNull();
    press(view.getByText(message('panel.expand')));
    await view.findByText(message('panel.user_hidden'));
    expect(view.queryByText(message('panel.user_public'))).toBeNull();
    expect(sent.map(({ command }) => command)).toEqual(['lookUp']);
  });

  it('a folded panel says what went wrong in its line', async () => {
    answer = () => reply(failed('unavailable'));
    const view = open({ isInitiallyCollapsed: true, folding: 'public-only' });
    const line = await view.findByText(message('failure.unavailable'), { exact: false });
    expect(line.closest('header')).not.toBeNull();
  });

  it('where it loads on click, expanding looks up and is not remembered', async () => {
    answer = () => reply({ is: 'not-loaded', reason: 'on-click', viewer: 'spellman' });
    const view = open({ isInitiallyCollapsed: true, folding: 'on-click' });
    await settle();
    answer = () => reply(found);
    press(view.getByText(message('panel.expand')));
    await untilContent(view);
    expect(lookups()).toEqual(['auto', 'reload']);
    expect(sent.map(({ command }) => command)).not.toContain('collapsePanel');
  });
});
