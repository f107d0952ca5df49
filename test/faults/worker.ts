// The background as the browser runs it: it starts with stored data, receives messages and alarms, and can be
// terminated at any operation it awaits.
import { clear, createStore, entries, set, type UseStore } from 'idb-keyval';
import { vi } from 'vitest';
import type { Browser } from 'wxt/browser';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Result, Command, Input } from '../../core/messages.ts';
import { parseState } from '../../core/storage/schema.ts';
import type { Account } from '../../core/domain/account.ts';
import { createFakeNetwork } from '../fake-network.ts';
import { withoutEmptyRecords } from '../stored-entries.ts';

type Operation<T> = () => Promise<T> | T;

const minute = 60_000;
const never = new Promise<never>(() => undefined);

/** Every operation that the worker awaits passes through this hook. After termination none returns. */
const awaitHook = {
  passed: 0,
  activity: 0,
  /** Pending operations of SubtleCrypto, which run on other threads. */
  computing: 0,
  terminated: false,
  /** The first operation that is no longer performed. */
  terminateAt: Infinity,
  /** An action performed when the worker awaits a given operation. */
  interruption: { at: Infinity, action: (): void => undefined },
  isOpen(): boolean {
    awaitHook.activity++;
    if (!awaitHook.terminated) awaitHook.terminated = ++awaitHook.passed >= awaitHook.terminateAt;
    if (!awaitHook.terminated && awaitHook.passed === awaitHook.interruption.at)
      awaitHook.interruption.action();
    return !awaitHook.terminated;
  },
  async pass<T>(perform: Operation<T>): Promise<T> {
    if (!awaitHook.isOpen()) return never;
    try {
      return await perform();
    } finally {
      awaitHook.activity++;
      if (awaitHook.terminated) await never;
    }
  },
};

type Alarm = { at: number; period?: number };

const alarms = new Map<string, Alarm>();
const badgeContent = { text: '', title: '' };
let granted = true;
let onGranted: (() => void)[] = [];
let onOnline: (() => void)[] = [];

/** VirusTotal as the worker sees it. */
export const network = createFakeNetwork();

/** Installs the hook around everything that the background awaits. Called before each test. */
export function setUpFixture(now: number): void {
  vi.useFakeTimers({ now, toFake: ['Date'] });
  alarms.clear();
  network.requests.length = 0;
  network.replies = {};
  granted = true;
  Object.assign(storeFaults, { full: false, keyStoreUnavailable: false });
  awaitHook.terminateAt = Infinity;
  hookStorage();
  hookSession();
  hookIdle();
  hookCrypto();
  hookAlarms();
  hookKeyStore();
  hookNetwork();
  vi.stubGlobal('addEventListener', (_: 'online', listener: () => void) => void onOnline.push(listener));
  const { permissions, action, runtime } = fakeBrowser;
  vi.spyOn(permissions.onAdded, 'addListener').mockImplementation(
    (listener) => void onGranted.push(listener as () => void),
  );
  hook(permissions, 'contains', () => granted);
  hook(action, 'setBadgeText', ({ text }: { text: string }) => void (badgeContent.text = text));
  hook(action, 'setTitle', ({ title: value }: { title: string }) => void (badgeContent.title = value));
  hook(runtime, 'openOptionsPage', () => undefined);
  vi.spyOn(storage, 'setAccessLevel').mockResolvedValue();
  vi.spyOn(sessionArea, 'setAccessLevel').mockResolvedValue();
}

/** Replaces a browser function with one that passes through the hook. */
function hook(area: object, name: string, perform: (given: never, more: never) => unknown): void {
  const passing = (given: never, more: never) => awaitHook.pass(() => perform(given, more));
  vi.spyOn(area as Record<string, typeof passing>, name).mockImplementation(passing);
}

export function tearDownFixture(): void {
  stopWorker();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
}

const storage = fakeBrowser.storage.local;
type OriginalArea = Record<'get' | 'set' | 'remove', (given: unknown) => Promise<Record<string, unknown>>>;

/** The original functions. */
const originalLocal = { ...(storage as unknown as OriginalArea) };

/** Faults of the browser's stores. */
export const storeFaults = { full: false, keyStoreUnavailable: false };

function hookStorage(): void {
  for (const name of ['get', 'remove'] as const) hook(storage, name, originalLocal[name]);
  hook(storage, 'set', (items) => {
    if (storeFaults.full) throw new Error('QUOTA_BYTES quota exceeded');
    return originalLocal.set(items);
  });
  hook(storage, 'getKeys', async () => Object.keys(await originalLocal.get(null)));
}

const sessionArea = fakeBrowser.storage.session;
const originalSession = { ...(sessionArea as unknown as OriginalArea) };

function hookSession(): void {
  for (const name of ['get', 'set', 'remove'] as const) hook(sessionArea, name, originalSession[name]);
  hook(sessionArea, 'getKeys', async () => Object.keys(await originalSession.get(null)));
}

type IdleState = `${Browser.idle.IdleState}`;

/** The idle state of the computer, and the detection interval in seconds. */
export const computer = { state: 'active' as IdleState, interval: 0 };
let onIdle: ((state: IdleState) => void)[] = [];

function hookIdle(): void {
  Object.assign(computer, { state: 'active', interval: 0 });
  const { idle } = fakeBrowser;
  vi.spyOn(idle.onStateChanged, 'addListener').mockImplementation((listener) => void onIdle.push(listener));
  vi.spyOn(idle, 'setDetectionInterval').mockImplementation((seconds) => void (computer.interval = seconds));
  hook(idle, 'queryState', () => computer.state);
}

/** Changes the idle state and notifies the extension. */
export async function setIdleState(state: IdleState): Promise<void> {
  computer.state = state;
  for (const listener of onIdle) listener(state);
  await settle();
}

const { subtle } = crypto;
type Cipher = (...given: unknown[]) => Promise<unknown>;
const cipherNames = ['importKey', 'generateKey', 'deriveKey', 'encrypt', 'decrypt'] as const;
/** The original functions. */
const originalCiphers = new Map(cipherNames.map((name) => [name, (subtle[name] as Cipher).bind(subtle)]));

/** Reduces the iterations of a key derivation, which is too slow to repeat for hundreds of terminations. */
function withFewIterations(given: unknown): unknown {
  return typeof given === 'object' && given !== null && 'iterations' in given
    ? { ...given, iterations: 10 }
    : given;
}

function hookCrypto(): void {
  for (const [name, compute] of originalCiphers) {
    const countedCompute: Cipher = async (given, ...more) => {
      awaitHook.computing++;
      return compute(withFewIterations(given), ...more).finally(() => awaitHook.computing--);
    };
    vi.spyOn(subtle as unknown as Record<string, Cipher>, name).mockImplementation((...given) =>
      awaitHook.pass(() => countedCompute(...given)),
    );
  }
}

const clock = {
  get(name: string) {
    const alarm = alarms.get(name);
    return alarm && { name, periodInMinutes: alarm.period, scheduledTime: alarm.at };
  },
  create(name: string, { when, periodInMinutes: period }: Browser.alarms.AlarmCreateInfo) {
    // Chrome allows no alarm less than half a minute ahead.
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

/** A transaction whose requests are neither performed nor answered. */
const unansweredTransaction = {
  objectStore: () => ({
    get: () => ({}),
    put: () => ({}),
    delete: () => ({}),
    clear: () => ({}),
    transaction: {},
  }),
} as unknown as IDBTransaction;

const { transaction: originalTransaction } = IDBDatabase.prototype as unknown as {
  transaction: (...given: unknown[]) => IDBTransaction;
};

function hookKeyStore(): void {
  vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(function transaction(
    this: IDBDatabase,
    ...given
  ) {
    if (storeFaults.keyStoreUnavailable) throw new DOMException('The database is gone.', 'UnknownError');
    return awaitHook.isOpen() ? Reflect.apply(originalTransaction, this, given) : unansweredTransaction;
  });
}

function hookNetwork(): void {
  vi.stubGlobal('fetch', (url: string, options: RequestInit) =>
    awaitHook.pass(async () => {
      const response = await network.fetch(url, options);
      const { body } = response;
      return Object.defineProperty(response, 'body', { value: body && bodyOf(body) });
    }),
  );
}

/** A response body that passes each chunk through the hook. */
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

/** Tells the worker that the browser is online. */
export async function goOnline(): Promise<void> {
  for (const listener of onOnline) listener();
  await settle();
}

/**
 * Starts a new worker with the stored data and discards the previous one. @param termination the operation at which it
 * is terminated
 */
export async function startWorker(termination = Infinity): Promise<void> {
  stopWorker();
  await settle();
  vi.resetModules();
  const { default: background } = await import('../../entrypoints/background/index.ts');
  resumeOperations(termination);
  background.main();
  await settle();
}

/** Operations are performed again, as in a new worker. @param termination the operation at which it is terminated */
export function resumeOperations(termination = Infinity): void {
  Object.assign(awaitHook, { passed: 0, terminated: false, terminateAt: termination });
  awaitHook.interruption.at = Infinity;
}

export function stopWorker(): void {
  awaitHook.terminated = true;
  onGranted = [];
  onOnline = [];
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

/** Terminates the worker at an operation, counted from this call. */
export function terminateAt(operation: number): void {
  Object.assign(awaitHook, { passed: 0, terminateAt: operation });
}

/** Runs an action once, when the worker awaits an operation, counted from this call. */
export function interruptAt(at: number, action: () => void): void {
  const once = (): void => {
    awaitHook.interruption.at = Infinity;
    action();
  };
  Object.assign(awaitHook, { passed: 0, interruption: { at, action: once } });
}

export const isTerminated = (): boolean => awaitHook.terminated;

/** Counts the operations that are awaited from this call on. */
export function countOperations(): () => number {
  awaitHook.passed = 0;
  return () => awaitHook.passed;
}

/** Waits until all pending work has ended or was terminated. */
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

/** Sends a command from an extension page. Returns undefined if the worker was terminated before it responded. */
export async function sendCommand<C extends Command>(
  command: C,
  input: Input<C>,
): Promise<Result<C> | undefined> {
  let response: Result<C> | undefined;
  const onResponse = (given?: unknown): void => void (response = given as Result<C>);
  void fakeBrowser.runtime.onMessage.trigger({ command, input }, page(), onResponse);
  await settle();
  return response;
}

export async function fireAlarm(name: string): Promise<void> {
  void fakeBrowser.alarms.onAlarm.trigger({ name, scheduledTime: Date.now() } as never);
  await settle();
}

/** Advances the clock and fires the alarms that are due. @param restarting whether each alarm starts a new worker */
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
export const clearAlarms = (): void => alarms.clear();

/** Returns all of storage.local but empty records. */
export const readStorage = async (): Promise<Record<string, unknown>> =>
  withoutEmptyRecords(structuredClone(await originalLocal.get(null)));

export const writeStorage = async (items: Record<string, unknown>): Promise<void> => {
  await originalLocal.set(items);
};

/** Returns the stored account as extension pages read it. */
export async function account(id = 'spellman'): Promise<Account | undefined> {
  return parseState(await readStorage()).accounts.find((each) => each.id === id);
}

export const badge = (): string => badgeContent.text;
export const title = (): string => badgeContent.title;

/** Returns the records of the key store by account id. */
export const readKeyStore = (): Promise<Record<string, unknown>> =>
  inKeyStore(async (keyStore) => Object.fromEntries(await entries<string, unknown>(keyStore)));

/** Returns the ids of the accounts with a record in the key store. */
export const readKeyStoreIds = async (): Promise<string[]> => Object.keys(await readKeyStore()).toSorted();

export const clearKeyStore = (): Promise<void> => inKeyStore((keyStore) => clear(keyStore));

/** Writes a record into the key store, for example a damaged one. */
export const writeKeyRecord = (id: string, record: unknown): Promise<void> =>
  inKeyStore((keyStore) => set(id, record, keyStore));

/** Returns the keys in storage.session: everything except the time of the last activity. */
export async function readSessionStorage(): Promise<Record<string, unknown>> {
  const { presence: _, ...keysInMemory } = await originalSession.get(null);
  return keysInMemory;
}

/** Returns when somebody was last at the computer, as the extension knows it. */
export const readPresence = async (): Promise<unknown> => (await originalSession.get(null))['presence'];

export const writeSessionStorage = async (items: Record<string, unknown>): Promise<void> => {
  await originalSession.set(items);
};

/** Restarts the browser, which clears storage.session. */
export async function restartBrowser(): Promise<void> {
  stopWorker();
  sessionArea.resetState();
  await startWorker();
}

async function inKeyStore<T>(perform: (keyStore: UseStore) => Promise<T>): Promise<T> {
  const { terminated, terminateAt: at } = awaitHook;
  Object.assign(awaitHook, { terminated: false, terminateAt: Infinity });
  const result = await perform(createStore('vault', 'keys'));
  Object.assign(awaitHook, { terminated, terminateAt: at });
  return result;
}
