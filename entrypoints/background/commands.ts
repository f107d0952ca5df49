// Who may command what. Our own pages may send everything, VirusTotal's pages only what the panel needs; every input is
// checked for its shape before anything is done.
import { browser, type Browser } from 'wxt/browser';
import { type Backup, readBackup } from '../../core/storage/settings-file.ts';
import type { ListKey } from '../../core/storage/list-schema.ts';
import type { Answer, Command, Commands, Input, Output, Way } from '../../core/messages.ts';
import { annotateChoices, lockChoices, refreshChoices } from '../../core/storage/schema.ts';
import { virusTotal } from '../../core/virustotal/urls.ts';
import { VirusTotalError } from '../../core/virustotal/api-error.ts';
import { dictionary, exactly, flag, oneOf, type Reader, readFields } from '../../core/virustotal/decode.ts';
import { passphraseFlaw } from '../../core/domain/passphrase-policy.ts';
import { addAccount, removeAccount } from './accounts/accounts.ts';
import { takeBackup } from './accounts/import-settings.ts';
import { deleteEverything } from './delete-everything.ts';
import { isListKey, loadList, stopList } from './lists/list-loader.ts';
import { keepKey, lock, unlock } from './accounts/key-locking.ts';
import { refresh } from './accounts/refresh.ts';
import { sheet } from './panel/panel-content.ts';
import { chooseAccount, currentState, findAccount, updateSettings } from './storage/account-store.ts';
import { atWork } from './task-runner.ts';

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
const backup: Reader<Backup> = (input) => {
  const read = readBackup(input);
  return typeof read === 'string' ? undefined : read;
};
const minutes: Reader<number> = (input) => refreshChoices.find((choice) => choice === input);
const lockMinutes: Reader<number> = (input) => lockChoices.find((choice) => choice === input);
const newPassphrase: Reader<string> = (input) =>
  typeof input === 'string' && passphraseFlaw(input) === undefined ? input : undefined;
const way: Reader<Way> = (input) =>
  exactly({ keeping: oneOf('device', 'session') })(input) ??
  exactly({ keeping: oneOf('passphrase'), passphrase: newPassphrase })(input);
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
    input: (given) => exactly({ key: shortText })(given) ?? exactly({ key: shortText, way })(given),
    run: addAccount,
  },
  removeAccount: { from: pages, input: exactly({ id: shortText }), run: removeAccount },
  selectAccount: {
    from: pages,
    input: exactly({ id: shortText }),
    run: (input) => nothing(chooseAccount(input.id)),
  },
  keepKey: {
    from: pages,
    input: exactly({ id: shortText, way }),
    run: (input) => nothing(keepKey(input)),
  },
  unlock: { from: pages, input: exactly({ passphrase: shortText }), run: unlock },
  lock: { from: pages, input: exactly({}), run: () => nothing(lock()) },
  refresh: { from: pages, input: exactly({ id: shortText }), run: (input) => nothing(refresh(input.id)) },
  loadList: {
    from: pages,
    input: exactly({ account: shortText, list: listKey, upTo: length, fresh: flag }),
    run: (input) => nothing(loadList(input)),
  },
  stopList: {
    from: pages,
    input: exactly({ account: shortText, list: listKey }),
    run: (input) => nothing(stopList(input)),
  },
  saveSettings: {
    from: pages,
    input: (given) =>
      exactly({ refreshMinutes: minutes })(given) ??
      exactly({ notices: flag })(given) ??
      exactly({ annotate: oneOf(...annotateChoices) })(given) ??
      exactly({ lockMinutes })(given),
    run: (input) => nothing(updateSettings(input)),
  },
  importBackup: { from: pages, input: backup, run: (input) => nothing(takeBackup(input)) },
  deleteEverything: {
    from: pages,
    input: exactly({}),
    run: () => nothing(deleteEverything()),
    isAlone: true,
  },
  sheet: {
    from: everywhere,
    input: exactly({
      of: oneOf('user', 'group'),
      id: shortText,
      ask: oneOf('known', 'due', 'fresh', 'more'),
    }),
    run: sheet,
  },
  panelState: { from: everywhere, input: exactly({}), run: panelState },
  foldPanel: {
    from: everywhere,
    input: exactly({ folded: flag }),
    run: (input) => nothing(updateSettings({ panelFolded: input.folded })),
  },
  openOptions: {
    from: everywhere,
    input: exactly({}),
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
): Promise<Answer<Command>> | undefined {
  const { command, input } = readFields(message, { command: shortText, input: dictionary }, []);
  if (command === undefined || !Object.hasOwn(rules, command)) return undefined;
  const rule: Rule<never> = rules[command as Command];
  const who = senderOf(sender);
  if (!who || !rule.from.includes(who)) return undefined;
  return carryOut(command as Command, rule, input);
}

async function carryOut(command: Command, rule: Rule<never>, given: unknown): Promise<Answer<Command>> {
  const input = rule.input(given);
  if (input === undefined) return { ok: false, error: { kind: 'unexpected' } };
  try {
    const run = (): Promise<Output<Command>> => rule.run(input);
    return { ok: true, value: await (rule.isAlone ? run() : atWork(command, run)) };
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
