// @vitest-environment happy-dom
// Saving the settings as a file, and taking such a file in.
import { act } from 'preact/test-utils';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { SettingsFile } from '../../core/storage/settings-file.ts';
import { createStateStore } from '../../core/store/state-store.ts';
import { Options } from '../../entrypoints/options/Options.tsx';
import { standInBackground, store } from '../components/background.ts';
import { button, click, one, render, settle } from '../components/render.ts';

const account = (id: string) => ({
  id,
  kind: 'user',
  keyEnd: '333a',
  addedAt: 0,
  failures: {},
  requests: { day: '2026-11-01', costing: 0, free: 0 },
});

const backup: SettingsFile = {
  format: 'vitals-for-virustotal-settings',
  version: 2,
  time: '2026-11-21T12:00:00.000Z',
  settings: { refreshMinutes: 60, notices: false, panelFolded: false },
  accounts: [
    { id: 'spellman', kind: 'user' },
    { id: '<b>salem</b>', kind: 'user' },
  ],
  current: 'spellman',
};

let sent: unknown[];

beforeEach(() => {
  sent = standInBackground();
});

async function options(...ids: string[]): Promise<HTMLElement> {
  await store(...ids.map(account));
  const root = await render(<Options mirror={createStateStore()} />);
  await settle();
  return root;
}

async function choose(root: HTMLElement, content: unknown): Promise<void> {
  const field = one(root, 'input[type=file]') as HTMLInputElement;
  const file = new File([typeof content === 'string' ? content : JSON.stringify(content)], 'settings.json');
  Object.defineProperty(field, 'files', { value: [file], configurable: true });
  await act(() => void field.dispatchEvent(new Event('change', { bubbles: true })));
  await settle();
}

describe('a file that is chosen', () => {
  it('is told before anything is done', async () => {
    const root = await options('spellman');
    await choose(root, backup);
    const plan = one(root, '[role=group]');
    expect(plan.textContent).toContain('1 account is new here and will need its key: <b>salem</b>');
    expect(plan.textContent).toContain('1 account is here already and stays as it is: spellman');
    expect(plan.textContent).toContain('The quotas will be read every 60 minutes.');
    expect(plan.querySelector('li b')).toBeNull();
    expect(document.activeElement).toBe(plan);
    expect(sent).toEqual([]);
  });

  it('is taken in after "Import"', async () => {
    const root = await options('spellman');
    await choose(root, backup);
    await click(button(root, 'Import'));
    await settle();
    expect(sent).toEqual([{ command: 'importBackup', input: backup }]);
    expect(one(root, '.deed [role=status]').textContent).toBe(
      'The file was imported. Add the key of each new account above.',
    );
    expect(document.activeElement).toBe(button(root, 'Import settings'));
  });

  it('changes nothing after "Cancel" or Escape', async () => {
    const root = await options('spellman');
    for (const leave of [
      () => button(root, 'Cancel').click(),
      () => void one(root, '.plan').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' })),
    ]) {
      await choose(root, backup);
      await act(leave);
      expect(root.querySelector('.plan')).toBeNull();
      expect(document.activeElement).toBe(button(root, 'Import settings'));
    }
    expect(sent).toEqual([]);
  });

  it('says when nothing could be stored', async () => {
    sent = standInBackground({ ok: false, error: { kind: 'unexpected' } });
    const root = await options();
    await choose(root, backup);
    await click(button(root, 'Import'));
    await settle();
    expect(one(root, '.deed [role=alert]').textContent).toContain('nothing was imported');
  });

  it.each([
    ['{"format":', 'This file is damaged'],
    [{ ...backup, accounts: [{ id: 'salem' }] }, 'This file is damaged'],
    [{ ...backup, settings: { refreshMinutes: 7 } }, 'This file is damaged'],
    [{ ...backup, version: 3 }, 'from a newer version of Vitals'],
    [[1, 2, 3], 'holds no settings of Vitals'],
    ['"'.padEnd(1_000_001, 'x'), 'too large'],
  ])('%j is refused with a reason', async (content, words) => {
    const root = await options('spellman');
    await choose(root, content);
    expect(one(root, '.deed [role=alert]').textContent).toContain(words);
    expect(root.querySelector('.plan')).toBeNull();
    expect(sent).toEqual([]);
  });

  it('with notices asks the browser for them, and says when it does not allow them', async () => {
    const request = vi.fn<() => Promise<boolean>>().mockResolvedValue(false);
    Object.assign(fakeBrowser.permissions, { request });
    const root = await options();
    await choose(root, { ...backup, settings: { notices: true } });
    await click(button(root, 'Import'));
    await settle();
    expect(request).toHaveBeenCalledWith({ permissions: ['notifications'] });
    expect(sent).toMatchObject([{ input: { settings: { notices: false } } }]);
    expect(one(root, '.deed [role=status]').textContent).toContain('Notices stay off');
  });
});

it('"Export settings" saves a file of the day without anything secret', async () => {
  const root = await options('spellman', 'salem');
  let saved: Blob | undefined;
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    saved = blob as Blob;
    return 'blob:saved';
  });
  const names: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function save(this: HTMLAnchorElement) {
    names.push(this.download);
  });
  await click(button(root, 'Export settings'));
  expect(names).toEqual([expect.stringMatching(/^vitals-for-virustotal-settings-\d{4}-\d{2}-\d{2}\.json$/u)]);
  const content = (await saved?.text()) ?? '';
  expect(JSON.parse(content)).toMatchObject({
    format: 'vitals-for-virustotal-settings',
    settings: { refreshMinutes: 15 },
    accounts: [
      { id: 'spellman', kind: 'user' },
      { id: 'salem', kind: 'user' },
    ],
    current: 'spellman',
  });
  expect(content).not.toContain('333a');
});
