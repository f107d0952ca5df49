// The commands and their permitted senders: our own pages, the panel's page, which VirusTotal's pages can embed, and our script
// in VirusTotal's pages. Every input is validated before anything else happens.
import { browser, type Browser } from 'wxt/browser';
import { type SettingsFile, readSettingsFile } from '../../core/storage/settings-file.ts';
import type { ListKey } from '../../core/storage/list-schema.ts';
import {
  freshnesses,
  type Command,
  type Commands,
  type Input,
  type KeyStorageChoice,
  type Output,
  type Result,
} from '../../core/messages.ts';
import {
  lookupChoices,
  panelModes,
  lockChoices,
  refreshChoices,
  retentionChoices,
} from '../../core/storage/schema.ts';
import { isExpectedError } from '../../core/errors.ts';
import {
  record,
  strictObject,
  strictObjectWith,
  boolean,
  picklist,
  type Decoder,
  readFields,
} from '../../core/virustotal/decode.ts';
import { passphraseProblem } from '../../core/domain/passphrase-policy.ts';
import { addAccount, removeAccount } from './accounts/accounts.ts';
import { checkAccount } from './accounts/check-account.ts';
import { importSettings } from './accounts/import-settings.ts';
import { deleteEverything } from './delete-everything.ts';
import { isListKey, loadList, stopList } from './lists/list-loader.ts';
import { lockWhenIdle, setKeyStorage, lock, unlock } from './accounts/key-locking.ts';
import { forgetExpiredPeople, forgetOtherPeople } from './accounts/other-people.ts';
import { refresh, retryConnections } from './accounts/refresh.ts';
import { lookUp, wasPublicOnly } from './panel/look-up.ts';
import { chooseAccount, currentState, findAccount, updateSettings } from './storage/account-store.ts';
import { runTask } from './task-runner.ts';
import { mayContainKey } from '../../core/common/ids.ts';
import { virusTotalOrigin } from '../../core/common/urls.ts';

type Sender = 'page' | 'panel' | 'panel-host';
type Rule<C extends Command> = {
  senders: readonly Sender[];
  input: Decoder<Input<C>>;
  run: (input: Input<C>) => Promise<Output<C>>;
  /** The command aborts all other tasks itself. */
  isExclusive?: true;
};

const shortText: Decoder<string> = (input) =>
  typeof input === 'string' && input.length > 0 && input.length <= 500 ? input : undefined;
const userId: Decoder<string> = (input) => {
  const id = shortText(input);
  return id !== undefined && !mayContainKey(id) ? id : undefined;
};
const listKey: Decoder<ListKey> = (input) => {
  const key = shortText(input);
  return key !== undefined && isListKey(key) ? key : undefined;
};
const length: Decoder<number> = (input) =>
  Number.isInteger(input) && Number(input) > 0 && Number(input) <= 100_000 ? Number(input) : undefined;
const settingsFile: Decoder<SettingsFile> = (input) => {
  const read = readSettingsFile(input);
  return typeof read === 'string' ? undefined : read;
};
const minutes: Decoder<number> = (input) => refreshChoices.find((choice) => choice === input);
const autoLockMinutes: Decoder<number> = (input) => lockChoices.find((choice) => choice === input);
const lookupsPerDay: Decoder<number> = (input) => lookupChoices.find((choice) => choice === input);
const peopleRetentionDays: Decoder<number> = (input) => retentionChoices.find((choice) => choice === input);
const newPassphrase: Decoder<string> = (input) =>
  typeof input === 'string' && passphraseProblem(input) === undefined ? input : undefined;
const keyStorageChoice: Decoder<KeyStorageChoice> = (input) =>
  strictObject({ keyStorage: picklist('device', 'session') })(input) ??
  strictObject({ keyStorage: picklist('passphrase'), passphrase: newPassphrase })(input);
const placeFields = { of: picklist('user', 'group'), id: shortText };
const pages = ['page'] as const;
const pagesAndPanel = ['page', 'panel'] as const;
const pagesAndPanelHost = ['page', 'panel-host'] as const;

const withoutResult = async (task: Promise<unknown>): Promise<null> => {
  await task;
  return null;
};

async function applySettings(change: Input<'saveSettings'>): Promise<void> {
  await updateSettings(change);
  await Promise.all([lockWhenIdle(), forgetExpiredPeople()]);
}

/** A page of VirusTotal that has loaded shows that there is a connection. */
async function getPanelSettings({ place }: Input<'getPanelSettings'>): Promise<Output<'getPanelSettings'>> {
  const { accounts, settings } = await currentState();
  void runTask('refresh', () => retryConnections(accounts));
  const { panelMode, panelCollapsed: collapsed } = settings;
  const isFolding = place !== undefined && panelMode === 'always' && !collapsed;
  return { panelMode, collapsed, isPublicOnly: isFolding && (await wasPublicOnly(place)) };
}

const rules: { [C in keyof Commands]: Rule<C> } = {
  addAccount: {
    senders: pages,
    input: strictObjectWith(
      { key: shortText },
      { userId, choice: keyStorageChoice, allowWeaker: boolean, keepUnfinished: boolean },
    ),
    run: addAccount,
  },
  removeAccount: { senders: pages, input: strictObject({ id: shortText }), run: removeAccount },
  selectAccount: {
    senders: pages,
    input: strictObject({ id: shortText }),
    run: (input) => withoutResult(chooseAccount(input.id)),
  },
  setKeyStorage: {
    senders: pages,
    input: strictObject({ id: shortText, choice: keyStorageChoice }),
    run: (input) => withoutResult(setKeyStorage(input)),
  },
  unlock: { senders: pages, input: strictObject({ passphrase: shortText }), run: unlock },
  lock: { senders: pages, input: strictObject({}), run: () => withoutResult(lock()) },
  refresh: {
    senders: pages,
    input: strictObjectWith({ id: shortText }, { all: boolean }),
    run: ({ id, all }) => withoutResult(refresh(id, all ? 'request' : 'open')),
  },
  checkConformance: { senders: pages, input: strictObject({ id: shortText }), run: checkAccount },
  loadList: {
    senders: pages,
    input: strictObject({ account: shortText, list: listKey, targetCount: length, fresh: boolean }),
    run: (input) => withoutResult(loadList(input)),
  },
  stopList: {
    senders: pages,
    input: strictObject({ account: shortText, list: listKey }),
    run: (input) => withoutResult(stopList(input)),
  },
  saveSettings: {
    senders: pages,
    input: (given) =>
      strictObject({ refreshMinutes: minutes })(given) ??
      strictObject({ notificationsEnabled: boolean })(given) ??
      strictObject({ panelMode: picklist(...panelModes) })(given) ??
      strictObject({ autoLockMinutes })(given) ??
      strictObject({ lookupsPerDay })(given) ??
      strictObject({ peopleRetentionDays })(given) ??
      strictObject({ barKeyDismissed: boolean })(given),
    run: (input) => withoutResult(applySettings(input)),
  },
  importSettings: {
    senders: pages,
    input: settingsFile,
    run: (input) => withoutResult(importSettings(input).then(() => lockWhenIdle())),
  },
  forgetOtherPeople: {
    senders: pages,
    input: strictObject({}),
    run: () => withoutResult(forgetOtherPeople()),
  },
  deleteEverything: {
    senders: pages,
    input: strictObject({}),
    run: () => withoutResult(deleteEverything()),
    isExclusive: true,
  },
  lookUp: {
    senders: pagesAndPanel,
    input: strictObject({ ...placeFields, freshness: picklist(...freshnesses) }),
    run: lookUp,
  },
  getPanelSettings: {
    senders: pagesAndPanelHost,
    input: strictObjectWith({}, { place: strictObject(placeFields) }),
    run: getPanelSettings,
  },
  collapsePanel: {
    senders: pagesAndPanel,
    input: strictObject({ collapsed: boolean }),
    run: (input) => withoutResult(updateSettings({ panelCollapsed: input.collapsed })),
  },
  openOptions: {
    senders: pagesAndPanel,
    input: strictObject({}),
    run: () => withoutResult(browser.runtime.openOptionsPage()),
  },
  openDashboard: {
    senders: pagesAndPanelHost,
    input: strictObject({}),
    run: () => withoutResult(browser.tabs.create({ url: browser.runtime.getURL('/dashboard.html') })),
  },
};

/**
 * Executes the command of a message. Undefined for a message that is not ours, or whose sender may not send it. Such a sender
 * gets no response at all, not even an error to learn from.
 */
export function handleMessage(
  message: unknown,
  sender: Browser.runtime.MessageSender,
): Promise<Result<Command>> | undefined {
  const { command, input } = readFields(message, { command: shortText, input: record }, []);
  if (command === undefined || !Object.hasOwn(rules, command)) return undefined;
  const rule: Rule<never> = rules[command as Command];
  const role = senderOf(sender);
  if (!role || !rule.senders.includes(role)) return undefined;
  return execute(command as Command, rule, input);
}

async function execute(command: Command, rule: Rule<never>, rawInput: unknown): Promise<Result<Command>> {
  const input = rule.input(rawInput);
  if (input === undefined) return { ok: false, error: { kind: 'unexpected' } };
  try {
    const run = (): Promise<Output<Command>> => rule.run(input);
    return { ok: true, value: await (rule.isExclusive ? run() : runTask(command, run)) };
  } catch (error) {
    const kind = isExpectedError(error) ? error.kind : 'unexpected';
    const retryAt = await retryAtOf(rawInput).catch(() => undefined);
    return { ok: false, error: retryAt === undefined ? { kind } : { kind, retryAt } };
  }
}

/** When the account of a command is retried, where that is known. */
async function retryAtOf(rawInput: unknown): Promise<number | undefined> {
  const { id } = readFields(rawInput, { id: shortText }, []);
  return id === undefined ? undefined : (await findAccount(id))?.failures.quotas?.retryAt;
}

function senderOf({ id: extension, url, frameId }: Browser.runtime.MessageSender): Sender | undefined {
  if (extension !== browser.runtime.id || url === undefined) return undefined;
  // Origins are not compared: those of extensions are "null" in some engines, as are those of sandboxed frames.
  const ownOrigin = browser.runtime.getURL('/');
  // Not `getURL('/panel.html')`, which is the temporary address in Chrome. Messages name the lasting one.
  const isEmbedded = frameId !== undefined && frameId !== 0;
  if (url.startsWith(`${ownOrigin}panel.html`) || (isEmbedded && url.startsWith(ownOrigin))) return 'panel';
  if (url.startsWith(ownOrigin)) return 'page';
  return url.startsWith(`${virusTotalOrigin}/`) && frameId === 0 ? 'panel-host' : undefined;
}
