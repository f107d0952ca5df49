// All commands to the background with their input and output. Data travels through storage, not through messages; lookups are the
// exception.
import { browser } from 'wxt/browser';
import type { FailureKind } from './errors.ts';
import type { QuotaFigures } from './virustotal/resources/quotas.ts';
import type { KeyStorage } from './domain/account.ts';
import type { GroupLookup, LookupResult, UserLookup } from './domain/lookup.ts';
import type { Place } from './panel-channel.ts';
import type { SettingsFile } from './storage/settings-file.ts';
import type { ListKey } from './storage/list-schema.ts';
import type { ConformanceAnswer } from './virustotal/conformance.ts';
import type { PanelMode, Settings } from './storage/schema.ts';

/**
 * How fresh a lookup has to be, which determines its cost.
 * - `cached`: no request
 * - `auto`: a request where the cached data is older than a day
 * - `reload`: requests even where the cached data is fresh
 * - `all`: also loads what is loaded only on request
 */
export type Freshness = (typeof freshnesses)[number];
export const freshnesses = ['cached', 'auto', 'reload', 'all'] as const;

/** How to store a key. The passphrase is sent to the background only, and nothing stores it. */
export type KeyStorageChoice =
  | { keyStorage: Exclude<KeyStorage, 'passphrase'> }
  | { keyStorage: Extract<KeyStorage, 'passphrase'>; passphrase: string };

export type Commands = {
  /**
   * Tests the key and, with `userId`, that it belongs to this user: then the key is in no URL. Stores it (on this device, unless `choice` says otherwise) and loads the account. Returns its id. A key that is
   * added again is not protected less than before unless `allowWeaker` is set: then nothing is changed, and `keeps` is the key
   * storage of the account. If VirusTotal names no owner because quotas are used up, `quotas` says which, and nothing is changed;
   * with `keepUnfinished` a new account is kept under `userId`, and finished when VirusTotal has confirmed it.
   */
  addAccount: (input: {
    key: string;
    userId?: string;
    choice?: KeyStorageChoice;
    allowWeaker?: boolean;
    keepUnfinished?: boolean;
  }) =>
    | { id: string; keeps?: KeyStorage; isUnfinished?: true }
    | { refused: FailureKind; quotas: QuotaFigures[] };
  /** Changes how the account's key is stored. The key must be stored and unlocked. */
  setKeyStorage: (input: { id: string; choice: KeyStorageChoice }) => null;
  /** Unlocks every key that the passphrase fits, and refreshes its account. Returns the accounts' ids. */
  unlock: (input: { passphrase: string }) => { unlocked: string[] };
  /** Locks every key that is encrypted with a passphrase. */
  lock: (input: Record<string, never>) => null;
  /** Deletes the account: its key, its data and what it saw of others. */
  removeAccount: (input: { id: string }) => null;
  selectAccount: (input: { id: string }) => null;
  /** Loads the account's quotas now, and its other parts where due; with `all` also where not, for at most 2 requests that may cost. */
  refresh: (input: { id: string; all?: boolean }) => null;
  /** Compares VirusTotal's answers with its documents, without a value or an id in the result. Uses up to 12 requests. */
  checkConformance: (input: { id: string }) => ConformanceAnswer[];
  /**
   * Loads a list up to a length; `fresh` reloads it from the start. Returns when loading has ended, successfully or not; the
   * list's state shows the progress page by page. If the worker is terminated the response is lost, but loading continues.
   */
  loadList: (input: { account: string; list: ListKey; targetCount: number; fresh: boolean }) => null;
  /** Stops loading a list after the current page. */
  stopList: (input: { account: string; list: ListKey }) => null;
  saveSettings: (
    input: Partial<
      Pick<
        Settings,
        | 'refreshMinutes'
        | 'notificationsEnabled'
        | 'panelMode'
        | 'autoLockMinutes'
        | 'lookupsPerDay'
        | 'peopleRetentionDays'
      >
    >,
  ) => null;
  /** Imports the settings and accounts of a file, all of them or, on failure, none. */
  importSettings: (input: SettingsFile) => null;
  /** Deletes what is stored about other people: looked-up users, and lists of people and of opened groups. */
  forgetOtherPeople: (input: Record<string, never>) => null;
  /** Deletes everything stored in this browser, and aborts running tasks. */
  deleteEverything: (input: Record<string, never>) => null;
  /** What the stored accounts see of a user or group, of the kind that was asked for. */
  lookUp: (input: Place & { freshness: Freshness }) => LookupResult<UserLookup> | LookupResult<GroupLookup>;
  /** When to show the panel, and whether it is collapsed. */
  getPanelSettings: (input: Record<string, never>) => { panelMode: PanelMode; collapsed: boolean };
  collapsePanel: (input: { collapsed: boolean }) => null;
  openOptions: (input: Record<string, never>) => null;
  openDashboard: (input: Record<string, never>) => null;
};

export type Command = keyof Commands;
export type Input<C extends Command> = Parameters<Commands[C]>[0];
export type Output<C extends Command> = ReturnType<Commands[C]>;

/** `retryAt`: the earliest next request to VirusTotal, milliseconds since the epoch. */
export type CommandError = { kind: FailureKind; retryAt?: number };
export type Result<C extends Command> = { ok: true; value: Output<C> } | { ok: false; error: CommandError };

/** Sends a command to the background. Never rejects: an unreachable background results in an `unexpected` error. */
export async function send<C extends Command>(command: C, input: Input<C>): Promise<Result<C>> {
  try {
    const result: unknown = await browser.runtime.sendMessage({ command, input });
    if (typeof result === 'object' && result !== null && 'ok' in result) return result as Result<C>;
  } catch {
    // The worker could not be started, or the extension was updated while the page was open.
  }
  return { ok: false, error: { kind: 'unexpected' } };
}
