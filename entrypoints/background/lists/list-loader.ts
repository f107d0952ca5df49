// Loads lists page by page. The state is stored after every page and read before the next one, so that a list can be stopped
// between pages and continues after the worker was terminated.
import type { Input } from '../../../core/messages.ts';
import {
  type ListKey,
  parseListStateKey,
  listStateKey,
  parseListKey,
} from '../../../core/storage/list-schema.ts';
import { ExtensionError } from '../../../core/errors.ts';
import { isListName, type ListAddress } from '../../../core/virustotal/endpoints.ts';
import type { Page } from '../../../core/virustotal/pagination.ts';
import type { ListState } from '../../../core/domain/list-state.ts';
import { keepAdministered } from './administered-groups.ts';
import { type ClientEvents, createAccountClient } from '../api/account-client.ts';
import { withPendingMark } from '../api/pending-response.ts';
import {
  isDue,
  type ResolvableKind,
  recordFailure,
  resumeAt,
  appendPage,
  requestMore,
} from './list-reducer.ts';
import {
  dropItems,
  findList,
  listsToContinue,
  maximumListBytes,
  putItems,
  trimLists,
  updateList,
} from './list-store.ts';
import { findAccount } from '../storage/account-store.ts';
import { logError, logRejection } from '../storage/error-log.ts';
import { mayContainKey } from '../../../core/common/ids.ts';
import { jsonSize } from '../../../core/common/json-size.ts';
import { createKeyedMutex } from '../storage/mutex.ts';

const maximumLists = 60;

/** Whether a text is the key of a list that can be read. An owner that could be an API key is never sent. */
export function isListKey(text: string): text is ListKey {
  const parts = parseListKey(text);
  return parts !== undefined && isListName(parts.list) && !mayContainKey(parts.owner);
}

/**
 * Loads a list up to a length. Returns when loading has ended; the list's state says how.
 * @throws ExtensionError `no-key` where there is no such account
 */
export async function loadList({ account, list, targetCount, fresh }: Input<'loadList'>): Promise<void> {
  if (!(await findAccount(account))) throw new ExtensionError('no-key');
  const stateKey = listStateKey(account, list);
  await updateList(stateKey, (state) => requestMore(state, targetCount, fresh, Date.now()));
  await trimLists(maximumLists);
  await load(stateKey);
}

/** Stops a list after the page in progress. */
export async function stopList({ account, list }: Input<'stopList'>): Promise<void> {
  await updateList(listStateKey(account, list), (state) =>
    state && resumeAt(state, Date.now()) !== undefined ? { ...state, status: 'stopped' } : undefined,
  );
}

/**
 * Continues every list that was loading when the worker was terminated, or whose wait has ended.
 * @param resolved a kind of failure that no longer applies
 */
export async function resumeLists(resolved: ResolvableKind = 'no-access'): Promise<void> {
  const now = Date.now();
  const mayResume = dueFor(resolved, now);
  const due = (await listsToContinue()).filter(([, state]) => mayResume(state));
  const resume = async (stateKey: string): Promise<void> => {
    await updateList(stateKey, (state) =>
      state && mayResume(state) ? { ...state, status: 'loading' } : undefined,
    );
    await load(stateKey);
  };
  await Promise.all(due.map(([stateKey]) => logRejection('loadList', resume(stateKey))));
}

// Access may have been granted while the worker was not running, so `no-access` counts as resolved by default.
const dueFor =
  (resolved: ResolvableKind, now: number) =>
  (state: ListState): boolean =>
    isDue(state, now) || (state.status === 'failed' && state.failure?.kind === resolved);

/** When lists continue, milliseconds since the epoch. A loading list continues at once if its worker is terminated. */
export async function listDueTimes(): Promise<number[]> {
  return (await listsToContinue()).flatMap(([, state]) => resumeAt(state, Date.now()) ?? []);
}

const withListLock = createKeyedMutex();

/** Does nothing where the previous call has already loaded the list. */
const load = (stateKey: string): Promise<void> => withListLock(stateKey, () => loadPages(stateKey));

async function loadPages(stateKey: string): Promise<void> {
  for (;;) {
    const state = await findList(stateKey);
    if (state?.status !== 'loading') return;
    await loadPage(stateKey, state);
  }
}

async function loadPage(stateKey: string, state: ListState): Promise<void> {
  const { generation, restartPending: first = false } = state;
  let cost = 0;
  /** Stores the outcome, unless the list was removed or restarted meanwhile. */
  const saveOutcome = (change: (now: ListState) => ListState): Promise<boolean> =>
    updateList(stateKey, (now) =>
      now?.generation === generation ? { ...change(now), cost: now.cost + cost } : undefined,
    );
  try {
    await withPendingMark(stateKey, async (onBody) => {
      const page = await requestPage(stateKey, first ? undefined : state.cursor, {
        onCount: ({ free }, change) => void (cost += free ? 0 : change),
        onBody,
      });
      const position = first ? ([generation + 1, 0] as const) : ([generation, state.loaded] as const);
      await putItems(stateKey, ...position, page.items);
      const size = { bytes: jsonSize(page.items), maximum: await maximumListBytes(stateKey) };
      const isKept = await saveOutcome((now) => appendPage(now, page, size, first, Date.now()));
      if (!isKept) await dropItems(stateKey);
      else if (first) await dropItems(stateKey, generation + 1);
      if (isKept) await keepAdministered(stateKey, page, first);
    });
  } catch (error) {
    await logError('loadList', error);
    await saveOutcome((now) => recordFailure(now, error, first, Date.now()));
  }
}

async function requestPage(
  stateKey: string,
  cursor: string | undefined,
  events: ClientEvents,
): Promise<Page<unknown>> {
  const { account, key } = parseListStateKey(stateKey);
  const client = await createAccountClient(account, events);
  return client.page(await addressOf(account, key), cursor);
}

/** @throws ExtensionError `internal` for a list that this version does not know */
async function addressOf(account: string, key: string): Promise<ListAddress> {
  const parts = parseListKey(key);
  if (!parts || !isListName(parts.list)) throw new ExtensionError('internal');
  const { list, ...rest } = parts;
  const own = await findAccount(account);
  const serviceAccount = own?.kind === 'service_account' && own.id === rest.owner;
  return { list, ...rest, serviceAccount };
}
