// Who may command what. Our own pages may send everything, VirusTotal's pages only what the panel needs; every input is
// checked for its shape before anything is done.
import { browser, type Browser } from 'wxt/browser';
import { type SettingsFile, readBackup } from '../../core/storage/settings-file.ts';
import type { ListKey } from '../../core/storage/list-schema.ts';
import type { Result, Command, Commands, Input, Output, KeyStorageChoice } from '../../core/messages.ts';
import { annotateChoices, lockChoices, refreshChoices } from '../../core/storage/schema.ts';
import { virusTotal } from '../../core/virustotal/urls.ts';
import { VirusTotalError } from '../../core/virustotal/api-error.ts';
import {
  record,
  strictObject,
  boolean,
  picklist,
  type Reader,
  readFields,
} from '../../core/virustotal/decode.ts';
import { passphraseFlaw } from '../../core/domain/passphrase-policy.ts';
import { addAccount, removeAccount } from './accounts/accounts.ts';
import { importSettings } from './accounts/import-settings.ts';
import { deleteEverything } from './delete-everything.ts';
import { isListKey, loadList, stopList } from './lists/list-loader.ts';
import { keepKey, lock, unlock } from './accounts/key-locking.ts';
import { refresh } from './accounts/refresh.ts';
import { sheet } from './panel/panel-content.ts';
import { chooseAccount, currentState, findAccount, updateSettings } from './storage/account-store.ts';
import { runTask } from './task-runner.ts';

type Sender = 'page' | 'panel';
type Rule<C extends Command> = {
  from: readonly Sender[];
  input: Reader<Input<C>>;
  run: (input: Input<C>) => Promise<Output<C>>;
  /** It ends all other work itself. */
  isAlone?: true;
};

const shortText: Reader<string> = (input) =>
  typeof input === 'string' && input.length > 0 && input.length <= 500 ? input : undefined;
const listKey: Reader<ListKey> = (input) => {
  const key = shortText(input);
  return key !== undefined && isListKey(key) ? key : undefined;
};
const length: Reader<number> = (input) =>
  Number.isInteger(input) && Number(input) > 0 && Number(input) <= 100_000 ? Number(input) : undefined;
const backup: Reader<SettingsFile> = (input) => {
  const read = readBackup(input);
  return typeof read === 'string' ? undefined : read;
};
const minutes: Reader<number> = (input) => refreshChoices.find((choice) => choice === input);
const lockMinutes: Reader<number> = (input) => lockChoices.find((choice) => choice === input);
const newPassphrase: Reader<string> = (input) =>
  typeof input === 'string' && passphraseFlaw(input) === undefined ? input : undefined;
const way: Reader<KeyStorageChoice> = (input) =>
  strictObject({ keeping: picklist('device', 'session') })(input) ??
  strictObject({ keeping: picklist('passphrase'), passphrase: newPassphrase })(input);
const pages = ['page'] as const;
const everywhere = ['page', 'panel'] as const;

const nothing = async (work: Promise<unknown>): Promise<null> => {
  await work;
  return null;
};

async function panelState(): Promise<Output<'panelState'>> {
  const { settings } = await currentState();
  return { annotate: settings.annotate, folded: settings.panelFolded };
}

const rules: { [C in keyof Commands]: Rule<C> } = {
  addAccount: {
    from: pages,
    input: (given) => strictObject({ key: shortText })(given) ?? strictObject({ key: shortText, way })(given),
    run: addAccount,
  },
  removeAccount: { from: pages, input: strictObject({ id: shortText }), run: removeAccount },
  selectAccount: {
    from: pages,
    input: strictObject({ id: shortText }),
    run: (input) => nothing(chooseAccount(input.id)),
  },
  keepKey: {
    from: pages,
    input: strictObject({ id: shortText, way }),
    run: (input) => nothing(keepKey(input)),
  },
  unlock: { from: pages, input: strictObject({ passphrase: shortText }), run: unlock },
  lock: { from: pages, input: strictObject({}), run: () => nothing(lock()) },
  refresh: {
    from: pages,
    input: strictObject({ id: shortText }),
    run: (input) => nothing(refresh(input.id)),
  },
  loadList: {
    from: pages,
    input: strictObject({ account: shortText, list: listKey, upTo: length, fresh: boolean }),
    run: (input) => nothing(loadList(input)),
  },
  stopList: {
    from: pages,
    input: strictObject({ account: shortText, list: listKey }),
    run: (input) => nothing(stopList(input)),
  },
  saveSettings: {
    from: pages,
    input: (given) =>
      strictObject({ refreshMinutes: minutes })(given) ??
      strictObject({ notices: boolean })(given) ??
      strictObject({ annotate: picklist(...annotateChoices) })(given) ??
      strictObject({ lockMinutes })(given),
    run: (input) => nothing(updateSettings(input)),
  },
  importBackup: { from: pages, input: backup, run: (input) => nothing(importSettings(input)) },
  deleteEverything: {
    from: pages,
    input: strictObject({}),
    run: () => nothing(deleteEverything()),
    isAlone: true,
  },
  sheet: {
    from: everywhere,
    input: strictObject({
      of: picklist('user', 'group'),
      id: shortText,
      ask: picklist('known', 'due', 'fresh', 'more'),
    }),
    run: sheet,
  },
  panelState: { from: everywhere, input: strictObject({}), run: panelState },
  foldPanel: {
    from: everywhere,
    input: strictObject({ folded: boolean }),
    run: (input) => nothing(updateSettings({ panelFolded: input.folded })),
  },
  openOptions: {
    from: everywhere,
    input: strictObject({}),
    run: () => nothing(browser.runtime.openOptionsPage()),
  },
};

/**
 * Carries out a message. Undefined for what is none of ours or comes from somebody who may not send it: such a sender
 * gets no answer at all, not even an error to learn from.
 */
export function answer(
  message: unknown,
  sender: Browser.runtime.MessageSender,
): Promise<Result<Command>> | undefined {
  const { command, input } = readFields(message, { command: shortText, input: record }, []);
  if (command === undefined || !Object.hasOwn(rules, command)) return undefined;
  const rule: Rule<never> = rules[command as Command];
  const who = senderOf(sender);
  if (!who || !rule.from.includes(who)) return undefined;
  return carryOut(command as Command, rule, input);
}

async function carryOut(command: Command, rule: Rule<never>, given: unknown): Promise<Result<Command>> {
  const input = rule.input(given);
  if (input === undefined) return { ok: false, error: { kind: 'unexpected' } };
  try {
    const run = (): Promise<Output<Command>> => rule.run(input);
    return { ok: true, value: await (rule.isAlone ? run() : runTask(command, run)) };
  } catch (error) {
    const kind = error instanceof VirusTotalError ? error.kind : 'unexpected';
    const retryAt = await waitOf(given).catch(() => undefined);
    return { ok: false, error: retryAt === undefined ? { kind } : { kind, retryAt } };
  }
}

/** When the account that a command was about is tried again, where that is known. */
async function waitOf(given: unknown): Promise<number | undefined> {
  const { id } = readFields(given, { id: shortText }, []);
  return id === undefined ? undefined : (await findAccount(id))?.failures.quotas?.retryAt;
}

function senderOf({ id: extension, url, frameId }: Browser.runtime.MessageSender): Sender | undefined {
  if (extension !== browser.runtime.id || url === undefined) return undefined;
  // Origins are not compared: those of extensions are "null" in some engines, as are those of sandboxed frames.
  if (url.startsWith(browser.runtime.getURL('/'))) return 'page';
  return url.startsWith(`${virusTotal}/`) && frameId === 0 ? 'panel' : undefined;
}
