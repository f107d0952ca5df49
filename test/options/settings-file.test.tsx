// @vitest-environment happy-dom
// Saving the settings as a file, and taking such a file in.
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { SettingsFile } from '../../core/storage/settings-file.ts';
import { createStateStore } from '../../core/store/state-store.ts';
import { Options } from '../../entrypoints/options/Options.tsx';
import { standInBackground, store } from '../components/background.ts';
import { message } from '../message.ts';
import { fireEvent, render, settle, type View, waitFor, within } from '../testing-library.ts';

const account = (id: string) => ({
  id,
  kind: 'user',
  keyLast4: '333a',
  addedAt: 0,
  failures: {},
  requests: { day: '2026-11-01', billable: 0, free: 0 },
});

const settingsFile: SettingsFile = {
  format: 'vitals-for-virustotal-settings',
  version: 2,
  time: '2026-11-21T12:00:00.000Z',
  settings: { refreshMinutes: 60, notificationsEnabled: false, panelCollapsed: false },
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

async function options(...ids: string[]): Promise<View> {
  await store(...ids.map(account));
  const view = render(<Options store={createStateStore()} />);
  await view.findByRole('region', { name: message('data.title') });
  return view;
}

const importButton = ({ getByRole }: View) => getByRole('button', { name: message('data.import') });
const plan = { name: message('data.plan') };

/** Chooses a file as the browser's file dialog does; the input itself is hidden behind it. */
function choose({ container }: View, content: unknown): void {
  const field = container.querySelector<HTMLInputElement>('input[type=file]') as HTMLInputElement;
  const file = new File([typeof content === 'string' ? content : JSON.stringify(content)], 'settings.json');
  Object.defineProperty(field, 'files', { value: [file], configurable: true });
  fireEvent.change(field);
}

/** Chooses a valid settings file and confirms the import. */
async function importFile(view: View, content: SettingsFile): Promise<void> {
  choose(view, content);
  const planGroup = within(await view.findByRole('group', plan));
  fireEvent.click(planGroup.getByRole('button', { name: message('data.yes') }));
}

describe('importing a settings file', () => {
  it('the import shows its plan before it changes anything', async () => {
    const view = await options('spellman');
    choose(view, settingsFile);
    const planGroup = await view.findByRole('group', plan);
    const items = within(planGroup).getAllByRole('listitem');
    expect(items.map(({ textContent }) => textContent)).toEqual([
      `${message('data.added', 1)} <b>salem</b>`,
      `${message('data.existing', 1)} spellman`,
      message('setting.refresh', 60),
    ]);
    expect(planGroup.querySelector('li b')).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(planGroup));
    await settle();
    expect(sent).toEqual([]);
  });

  it('the import is executed after "Import"', async () => {
    const view = await options('spellman');
    await importFile(view, settingsFile);
    expect((await view.findByRole('status')).textContent).toBe(
      `${message('data.imported')} ${message('data.needs_keys')}`,
    );
    expect(sent).toEqual([{ command: 'importSettings', input: settingsFile }]);
    await waitFor(() => expect(document.activeElement).toBe(importButton(view)));
  });

  it('the import changes nothing after "Cancel" or Escape', async () => {
    const view = await options('spellman');
    for (const leave of [
      (planGroup: HTMLElement) =>
        fireEvent.click(within(planGroup).getByRole('button', { name: message('data.no') })),
      (planGroup: HTMLElement) => fireEvent.keyDown(planGroup, { key: 'Escape' }),
    ]) {
      choose(view, settingsFile);
      leave(await view.findByRole('group', plan));
      expect(view.queryByRole('group', plan)).toBeNull();
      expect(document.activeElement).toBe(importButton(view));
    }
    await settle();
    expect(sent).toEqual([]);
  });

  it('the import reports that nothing could be stored', async () => {
    sent = standInBackground({ ok: false, error: { kind: 'unexpected' } });
    const view = await options();
    await importFile(view, settingsFile);
    expect((await view.findByRole('alert')).textContent).toBe(message('data.import_error.failed'));
  });

  it.each([
    ['{"format":', 'data.import_error.damaged'],
    [{ ...settingsFile, accounts: [{ id: 'salem' }] }, 'data.import_error.damaged'],
    [{ ...settingsFile, settings: { refreshMinutes: 7 } }, 'data.import_error.damaged'],
    [{ ...settingsFile, version: 3 }, 'data.import_error.newer'],
    [[1, 2, 3], 'data.import_error.other'],
    ['"'.padEnd(1_000_001, 'x'), 'data.import_error.large'],
  ] as const)('the import rejects %j with a reason', async (content, reason) => {
    const view = await options('spellman');
    choose(view, content);
    expect((await view.findByRole('alert')).textContent).toBe(message(reason));
    expect(view.queryByRole('group', plan)).toBeNull();
    expect(sent).toEqual([]);
  });

  it('the import of enabled notifications requests the permission, and says if it is denied', async () => {
    const request = vi.fn<() => Promise<boolean>>().mockResolvedValue(false);
    Object.assign(fakeBrowser.permissions, { request });
    const view = await options();
    await importFile(view, {
      ...settingsFile,
      settings: { ...settingsFile.settings, notificationsEnabled: true },
    });
    expect((await view.findByRole('status')).textContent).toContain(message('data.no_notifications'));
    expect(request).toHaveBeenCalledWith({ permissions: ['notifications'] });
    expect(sent).toMatchObject([{ input: { settings: { notificationsEnabled: false } } }]);
  });
});

it('"Export settings" saves a dated file without secrets', async () => {
  const { getByRole } = await options('spellman', 'salem');
  let saved: Blob | undefined;
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    saved = blob as Blob;
    return 'blob:saved';
  });
  const names: string[] = [];
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function save(this: HTMLAnchorElement) {
    names.push(this.download);
  });
  fireEvent.click(getByRole('button', { name: message('data.export') }));
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
