// The wire: every command there is, what it takes and what it answers. Data travels through storage, not through here;
// the one exception is the panel, whose page must not read our storage.
import { browser } from 'wxt/browser';
import type { FailureKind } from './errors.ts';
import type { KeyStorage } from './domain/account.ts';
import type { PanelContent, PanelProblem } from './views/panel-content.ts';
import type { SettingsFile } from './storage/settings-file.ts';
import type { ListKey } from './storage/list-schema.ts';
import type { PanelMode, Settings } from './storage/schema.ts';

/**
 * How fresh panel content has to be, and so what it may cost.
 * - `cached`: no request
 * - `auto`: a request where the cached data is older than a day
 * - `reload`: requests even where the cached data is fresh
 * - `all`: also what is loaded only on request
 */
export type Freshness = (typeof freshnesses)[number];
export const freshnesses = ['cached', 'auto', 'reload', 'all'] as const;

/** How a key is to be kept. A passphrase goes to the background and nowhere else, and is remembered by nobody. */
export type KeyStorageChoice =
  | { keyStorage: Exclude<KeyStorage, 'passphrase'> }
  | { keyStorage: Extract<KeyStorage, 'passphrase'>; passphrase: string };

export type Commands = {
  /** Tests the key, stores it (on this device, unless `way` says otherwise) and reads the account; answers its id. */
  addAccount: (input: { key: string; choice?: KeyStorageChoice }) => { id: string };
  /** Keeps the account's key in another way from now on. The key must be there and not be locked. */
  setKeyStorage: (input: { id: string; choice: KeyStorageChoice }) => null;
  /** Opens every locked key that the passphrase opens, and reads its account; answers which. */
  unlock: (input: { passphrase: string }) => { unlocked: string[] };
  /** Locks every key that is sealed by a passphrase. */
  lock: (input: Record<string, never>) => null;
  /** Forgets the account: key, figures and what it saw of others. */
  removeAccount: (input: { id: string }) => null;
  selectAccount: (input: { id: string }) => null;
  /** Reads the account's quotas now, and the rest where due. */
  refresh: (input: { id: string }) => null;
  /**
   * Loads a list up to a length; `fresh` starts it again. Answers when loading has ended, well or not: the list's state says
   * how, page by page. The answer is lost when the worker dies; the list goes on all the same.
   */
  loadList: (input: { account: string; list: ListKey; targetCount: number; fresh: boolean }) => null;
  /** Ends the loading of a list after the page that is under way. */
  stopList: (input: { account: string; list: ListKey }) => null;
  saveSettings: (
    input: Partial<
      Pick<Settings, 'refreshMinutes' | 'notificationsEnabled' | 'panelMode' | 'autoLockMinutes'>
    >,
  ) => null;
  /** Takes in the settings and accounts of a file, all of them or, where that fails, none. */
  importSettings: (input: SettingsFile) => null;
  /** Deletes all that is stored in this browser, and breaks off what is under way. */
  deleteEverything: (input: Record<string, never>) => null;
  /**
   * What the panel shows on the page of a user or group, in words: VirusTotal's pages need load neither words nor rules. Exactly
   * one of the two; `problem` says why there is no panel content.
   */
  getPanelContent: (input: { of: 'user' | 'group'; id: string; freshness: Freshness }) => {
    content?: PanelContent;
    problem?: PanelProblem;
  };
  /** Whether and when pages are annotated, and how the panel was left. */
  getPanelSettings: (input: Record<string, never>) => { panelMode: PanelMode; collapsed: boolean };
  collapsePanel: (input: { collapsed: boolean }) => null;
  openOptions: (input: Record<string, never>) => null;
};

export type Command = keyof Commands;
export type Input<C extends Command> = Parameters<Commands[C]>[0];
export type Output<C extends Command> = ReturnType<Commands[C]>;

/** `retryAt`: VirusTotal is not asked again before then, milliseconds since the epoch. */
export type CommandError = { kind: FailureKind; retryAt?: number };
export type Result<C extends Command> = { ok: true; value: Output<C> } | { ok: false; error: CommandError };

/** Sends a command to the background. Never rejects: a background that cannot be reached is an `unexpected` error. */
export async function send<C extends Command>(command: C, input: Input<C>): Promise<Result<C>> {
  try {
    const result: unknown = await browser.runtime.sendMessage({ command, input });
    if (typeof result === 'object' && result !== null && 'ok' in result) return result as Result<C>;
  } catch {
    // The worker could not be started, or the extension was updated under an open page.
  }
  return { ok: false, error: { kind: 'unexpected' } };
}
