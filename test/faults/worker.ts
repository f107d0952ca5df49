// The background as the browser runs it: started again on what is stored, spoken to by messages, woken by alarms, and
// stopped at any operation that it awaits.
import { clear, createStore, entries, set, type UseStore } from 'idb-keyval';
import { vi } from 'vitest';
import type { Browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Result, Command, Input } from '../../core/messages.ts';
import { parseState } from '../../core/storage/schema.ts';
import type { Account } from '../../core/domain/account.ts';
import { createFakeNetwork } from '../fake-network.ts';

type Work<T> = () => Promise<T> | T;

const minute = 60_000;
const never = new Promise<never>(() => undefined);

/** Every operation that the worker awaits passes here; after its termination none comes back. */
const awaitHook = {
  passed: 0,
  activity: 0,
  /** Ciphers at work: they take their time on threads of their own. */
  computing: 0,
  terminated: false,
  /** The operation that is no longer carried out. */
  terminateAt: Infinity,
  /** What happens just as an operation is awaited, and at which. */
  interruption: { at: Infinity, action: (): void => undefined },
  isOpen(): boolean {
    awaitHook.activity++;
    if (!awaitHook.terminated) awaitHook.terminated = ++awaitHook.passed >= awaitHook.terminateAt;
    if (!awaitHook.terminated && awaitHook.passed === awaitHook.interruption.at)
      awaitHook.interruption.action();
    return !awaitHook.terminated;
  },
  async pass<T>(work: Work<T>): Promise<T> {
    if (!awaitHook.isOpen()) return never;
    try {
      return await work();
    } finally {
      awaitHook.activity++;
      if (awaitHook.terminated) await never;
    }
  },
};

type Alarm = { at: number; period?: number };

const alarms = new Map<string, Alarm>();
const shown = { text: '', title: '' };
let granted = true;
let onGranted: (() => void)[] = [];

/** What the worker reaches of VirusTotal. */
export const network = createFakeNetwork();

/** Puts the hook around all that the background awaits. Before each test. */
export function setUpFixture(now: number): void {
  vi.useFakeTimers({ now, toFake: ['Date'] });
  alarms.clear();
  network.requests.length = 0;
  network.replies = {};
  granted = true;
  Object.assign(stores, { full: false, keyStoreGone: false });
  awaitHook.terminateAt = Infinity;
  hookStorage();
  hookSession();
  hookIdle();
  hookCrypto();
  hookAlarms();
  hookVault();
  hookNetwork();
  const { permissions, action, runtime } = fakeBrowser;
  vi.spyOn(permissions.onAdded, 'addListener').mockImplementation(
    (listener) => void onGranted.push(listener as () => void),
  );
  hook(permissions, 'contains', () => granted);
  hook(action, 'setBadgeText', ({ text }: { text: string }) => void (shown.text = text));
  hook(action, 'setTitle', ({ title: words }: { title: string }) => void (shown.title = words));
  hook(runtime, 'openOptionsPage', () => undefined);
  vi.spyOn(storage, 'setAccessLevel').mockResolvedValue();
  vi.spyOn(memory, 'setAccessLevel').mockResolvedValue();
}

/** Replaces a function of the browser by one that passes the hook. */
function hook(area: object, name: string, work: (given: never, more: never) => unknown): void {
  const passing = (given: never, more: never) => awaitHook.pass(() => work(given, more));
  vi.spyOn(area as Record<string, typeof passing>, name).mockImplementation(passing);
}

export function tearDownFixture(): void {
  stopWorker();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
}

const storage = fakeBrowser.storage.local;
type Disk = Record<'get' | 'set' | 'remove', (given: unknown) => Promise<Record<string, unknown>>>;

/** As it was before it was hooked. */
const disk = { ...(storage as unknown as Disk) };

/** What is the matter with the browser's stores. */
export const stores = { full: false, keyStoreGone: false };

function hookStorage(): void {
  for (const name of ['get', 'remove'] as const) hook(storage, name, disk[name]);
  hook(storage, 'set', (items) => {
    if (stores.full) throw new Error('QUOTA_BYTES quota exceeded');
    return disk.set(items);
  });
}

const memory = fakeBrowser.storage.session;
const memoryDisk = { ...(memory as unknown as Disk) };

function hookSession(): void {
  for (const name of ['get', 'set', 'remove'] as const) hook(memory, name, memoryDisk[name]);
}

type IdleState = `${Browser.idle.IdleState}`;

/** Whether somebody is at the computer, and after how many seconds the browser is to say that nobody is. */
export const computer = { state: 'active' as IdleState, interval: 0 };
let onIdle: ((state: IdleState) => void)[] = [];

function hookIdle(): void {
  Object.assign(computer, { state: 'active', interval: 0 });
  const { idle } = fakeBrowser;
  vi.spyOn(idle.onStateChanged, 'addListener').mockImplementation((listener) => void onIdle.push(listener));
  vi.spyOn(idle, 'setDetectionInterval').mockImplementation((seconds) => void (computer.interval = seconds));
  hook(idle, 'queryState', () => computer.state);
}

/** The browser tells that the computer is idle, locked or in use again. */
export async function setIdleState(state: IdleState): Promise<void> {
  computer.state = state;
  for (const listener of onIdle) listener(state);
  await settle();
}

const { subtle } = crypto;
type Cipher = (...given: unknown[]) => Promise<unknown>;
const computed = ['importKey', 'deriveKey', 'encrypt', 'decrypt'] as const;
/** As they were before they were hooked. */
const ciphers = new Map(computed.map((name) => [name, (subtle[name] as Cipher).bind(subtle)]));

/** As slow as it must be for a thief, a derivation is too slow to be done at each of hundreds of terminations. */
function withFewIterations(given: unknown): unknown {
  return typeof given === 'object' && given !== null && 'iterations' in given
    ? { ...given, iterations: 10 }
    : given;
}

function hookCrypto(): void {
  for (const [name, compute] of ciphers) {
    const counted: Cipher = async (given, ...more) => {
      awaitHook.computing++;
      return compute(withFewIterations(given), ...more).finally(() => awaitHook.computing--);
    };
    vi.spyOn(subtle as unknown as Record<string, Cipher>, name).mockImplementation((...given) =>
      awaitHook.pass(() => counted(...given)),
    );
  }
}

const clock = {
  get(name: string) {
    const alarm = alarms.get(name);
    return alarm && { name, periodInMinutes: alarm.period, scheduledTime: alarm.at };
  },
  create(name: string, { when, periodInMinutes: period }: Browser.alarms.AlarmCreateInfo) {
    // Chrome keeps no alarm that is closer than half a minute.
    if (!((when ?? Infinity) >= Date.now() + minute / 2)) throw new Error(`no alarm at ${when}`);
    alarms.set(name, { at: when ?? Date.now() + (period ?? 0) * minute, ...(period && { period }) });
  },
  clear: (name: string) => alarms.delete(name),
  clearAll: () => alarms.clear(),
};

function hookAlarms(): void {
  for (const name of ['get', 'create', 'clear', 'clearAll'] as const)
    hook(fakeBrowser.alarms, name, clock[name]);
}

/** A transaction whose requests are neither carried out nor answered. */
const unansweredTransaction = {
  objectStore: () => ({
    get: () => ({}),
    put: () => ({}),
    delete: () => ({}),
    clear: () => ({}),
    transaction: {},
  }),
} as unknown as IDBTransaction;

const { transaction: open } = IDBDatabase.prototype as unknown as {
  transaction: (...given: unknown[]) => IDBTransaction;
};

function hookVault(): void {
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function transaction(
    this: IDBDatabase,
    ...given
  ) {
    if (stores.keyStoreGone) throw new DOMException('The database is gone.', 'UnknownError');
    return awaitHook.isOpen() ? Reflect.apply(open, this, given) : unansweredTransaction;
  });
}

function hookNetwork(): void {
  vi.stubGlobal('fetch', (address: string, options: RequestInit) =>
    awaitHook.pass(async () => {
      const answer = await network.fetch(address, options);
      const { body } = answer;
      return Object.defineProperty(answer, 'body', { value: body && bodyOf(body) });
    }),
  );
}

/** A body whose every piece is awaited through the hook. */
function bodyOf(body: ReadableStream<Uint8Array>): Pick<typeof body, 'cancel' | typeof Symbol.asyncIterator> {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    const reader = body.getReader();
    try {
      for (;;) {
        const { done, value } = await awaitHook.pass(() => reader.read());
        if (done) return;
        yield value;
      }
    } finally {
      await reader.cancel();
    }
  }
  return { cancel: (reason) => body.cancel(reason), [Symbol.asyncIterator]: pieces };
}

export function grantHostAccess(isGranted: boolean): void {
  granted = isGranted;
  if (isGranted) for (const listener of onGranted) listener();
}

/** A worker on what is stored now. The one before it is gone. @param termination at which operation it is terminated */
export async function startWorker(termination = Infinity): Promise<void> {
  stopWorker();
  await settle();
  vi.resetModules();
  const { default: background } = await import('../../entrypoints/background/index.ts');
  resumeOperations(termination);
  background.main();
  await settle();
}

/** Operations are carried out again, as those of a new worker. @param termination at which operation it is terminated */
export function resumeOperations(termination = Infinity): void {
  Object.assign(awaitHook, { passed: 0, terminated: false, terminateAt: termination });
  awaitHook.interruption.at = Infinity;
}

export function stopWorker(): void {
  awaitHook.terminated = true;
  onGranted = [];
  onIdle = [];
  const { runtime } = fakeBrowser;
  for (const event of [
    runtime.onInstalled,
    runtime.onStartup,
    runtime.onMessage,
    fakeBrowser.alarms.onAlarm,
    storage.onChanged,
  ])
    event.removeAllListeners();
}

/** Terminates the worker at an operation, counted from here. */
export function terminateAt(operation: number): void {
  Object.assign(awaitHook, { passed: 0, terminateAt: operation });
}

/** Does something just as the worker awaits an operation, counted from here; once. */
export function interruptAt(at: number, action: () => void): void {
  const once = (): void => {
    awaitHook.interruption.at = Infinity;
    action();
  };
  Object.assign(awaitHook, { passed: 0, interruption: { at, action: once } });
}

export const isTerminated = (): boolean => awaitHook.terminated;

/** How many operations were awaited since the start or the last count. */
export function countOperations(): () => number {
  awaitHook.passed = 0;
  return () => awaitHook.passed;
}

/** Lets everything that is under way come to its end, or to the termination. */
export async function settle(): Promise<void> {
  let before = -1;
  while (before !== awaitHook.activity || awaitHook.computing > 0) {
    before = awaitHook.activity;
    for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
  }
}

export const page = (): Browser.runtime.MessageSender => ({
  id: fakeBrowser.runtime.id,
  url: fakeBrowser.runtime.getURL('/options.html'),
});

/** Sends a command as one of our pages does. Undefined when no answer came: the worker was terminated. */
export async function ask<C extends Command>(command: C, input: Input<C>): Promise<Result<C> | undefined> {
  let answer: Result<C> | undefined;
  const answered = (given?: unknown): void => void (answer = given as Result<C>);
  void fakeBrowser.runtime.onMessage.trigger({ command, input }, page(), answered);
  await settle();
  return answer;
}

export async function fireAlarm(name: string): Promise<void> {
  void fakeBrowser.alarms.onAlarm.trigger({ name, scheduledTime: Date.now() } as never);
  await settle();
}

/** Lets time pass with the alarms that fire in it. @param restarting each alarm wakes a new worker */
export async function passTime(until: number, restarting = false): Promise<void> {
  for (;;) {
    const [name, alarm] = [...alarms].toSorted(([, a], [, b]) => a.at - b.at)[0] ?? [];
    if (name === undefined || !alarm || alarm.at > until) break;
    vi.setSystemTime(Math.max(alarm.at, Date.now()));
    if (alarm.period) alarm.at = Date.now() + alarm.period * minute;
    else alarms.delete(name);
    if (restarting) await startWorker();
    await fireAlarm(name);
  }
  vi.setSystemTime(until);
}

export const nextAlarm = (): number | undefined => alarms.get('next')?.at;
export const alarmNames = (): string[] => [...alarms.keys()].toSorted();
export const forgetAlarms = (): void => alarms.clear();

/** Everything in storage.local. */
export const stored = async (): Promise<Record<string, unknown>> => structuredClone(await disk.get(null));

export const store = async (items: Record<string, unknown>): Promise<void> => {
  await disk.set(items);
};

/** The stored account, as our pages would read it. */
export async function account(id = 'spellman'): Promise<Account | undefined> {
  return parseState(await stored()).accounts.find((each) => each.id === id);
}

export const badge = (): string => shown.text;
export const title = (): string => shown.title;

/** What lies in the key store by account id. */
export const keyRecords = (): Promise<Record<string, unknown>> =>
  inKeyStore(async (keyStore) => Object.fromEntries(await entries<string, unknown>(keyStore)));

/** The ids of the accounts that have a record in the key store. */
export const keyOwners = async (): Promise<string[]> => Object.keys(await keyRecords()).toSorted();

export const forgetKeys = (): Promise<void> => inKeyStore((keyStore) => clear(keyStore));

/** Lays a record into the key store, as damage or another version would. */
export const putRecord = (id: string, record: unknown): Promise<void> =>
  inKeyStore((keyStore) => set(id, record, keyStore));

/** Everything in storage.session. */
export const inMemory = async (): Promise<Record<string, unknown>> => ({ ...(await memoryDisk.get(null)) });

export const putInMemory = async (items: Record<string, unknown>): Promise<void> => {
  await memoryDisk.set(items);
};

/** The browser is closed and opened again: what lies in memory is gone. */
export async function restartBrowser(): Promise<void> {
  stopWorker();
  memory.resetState();
  await startWorker();
}

async function inKeyStore<T>(work: (keyStore: UseStore) => Promise<T>): Promise<T> {
  const { terminated, terminateAt: at } = awaitHook;
  Object.assign(awaitHook, { terminated: false, terminateAt: Infinity });
  const result = await work(createStore('vault', 'keys'));
  Object.assign(awaitHook, { terminated, terminateAt: at });
  return result;
}
