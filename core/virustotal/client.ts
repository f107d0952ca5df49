// The client for VirusTotal's API v3. It receives `fetch` and the key, stores neither, and turns every response into a value or
// a failure of one kind.
import { type ApiErrorKind, failureKindOf, readRetryAfter, VirusTotalError } from './api-error.ts';
import { type GroupList, readGroups } from './resources/group.ts';
import { isFree, type ListAddress, type ListItems, type ListName, listRequest } from './endpoints.ts';
import type { Page } from './pagination.ts';
import { type QuotaFigures, readOverallQuotas } from './resources/quotas.ts';
import { readOwner, readUser, type User, userRelationships } from './resources/user.ts';
import { pathSegment, virusTotalOrigin } from '../common/urls.ts';
import { idSegment } from './api-path.ts';
import { connectionError, maximumBytes, readJson } from './response-body.ts';

const timeout = 20_000;
const pageLimit = 40;

export type Call = { free: boolean };

export type ClientOptions = {
  fetch: typeof fetch;
  key: string;
  /** Called before every request; `free` calls are documented not to consume quota. */
  onCall?: (call: Call) => Promise<void>;
  /** Called after every failed request. */
  onFailure?: (call: Call, kind: ApiErrorKind) => Promise<void>;
  /** Called with every complete response before it is parsed. */
  onBody?: () => Promise<void>;
};

/** `body`: undefined where it is not JSON. `failure`: of an answer that has no data. */
export type Answer = { response: Response; body: unknown; failure?: VirusTotalError };

export type Client = ReturnType<typeof createClient>;

/**
 * A client for one API key.
 * @throws every method throws VirusTotalError and nothing else
 */
export function createClient({ fetch, key, onCall, onFailure, onBody }: ClientOptions) {
  async function request(path: string, free: boolean, limit: number): Promise<Answer> {
    await onCall?.({ free });
    const answer = await exchange(path, limit).catch(async (error: unknown) => {
      if (error instanceof VirusTotalError) await onFailure?.({ free }, error.kind);
      throw error;
    });
    if (answer.failure) await onFailure?.({ free }, answer.failure.kind);
    return answer;
  }

  async function exchange(path: string, limit: number): Promise<Answer> {
    const response = await send(path);
    const reading = readJson(response, { key, limit, onBody });
    // A refusal keeps its status and `Retry-After` where its body cannot be read.
    const body = await (response.ok ? reading : reading.catch(() => undefined));
    if (response.ok && body !== undefined) return { response, body };
    const retryAfter = readRetryAfter(response.headers.get('retry-after'), Date.now());
    const failure = new VirusTotalError(failureKindOf(response, body), retryAfter, response.status);
    return { response, body, failure };
  }

  async function call(path: string, free = false, limit: number = maximumBytes.part): Promise<unknown> {
    const { body, failure } = await request(path, free, limit);
    if (failure) throw failure;
    return body;
  }

  async function send(path: string): Promise<Response> {
    try {
      return await fetch(`${virusTotalOrigin}/api/v3${path}`, {
        headers: { 'x-apikey': key, 'x-tool': 'vitals-for-virustotal', accept: 'application/json' },
        cache: 'no-store',
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        // A redirect would send the key to any server it points to.
        redirect: 'manual',
        signal: AbortSignal.timeout(timeout),
      });
    } catch (error) {
      throw connectionError(error);
    }
  }

  return {
    /**
     * The user with this id, if the key is theirs. The key is in the header alone.
     * @throws VirusTotalError `forbidden` where nothing shows that it is
     */
    ownerWithId: async (id: string): Promise<User> => readOwner(await call(`/users/${idSegment(id)}`)),

    /** The owner of the key. Only this call and `ownerQuotas` have the key in their URL; all others use the id. */
    owner: async (): Promise<User> => readUser(await call(`/users/${pathSegment(key)}`)),

    /** The quotas of the key's owner, whose id is unknown: with `owner` the only call with the key in its URL. Free. */
    ownerQuotas: async (): Promise<QuotaFigures[]> =>
      readOverallQuotas(await call(`/users/${pathSegment(key)}/overall_quotas`, true)),

    /** A user with the ids of its groups, as far as this key may see them. May cost one request. */
    user: async (id: string): Promise<User> => {
      const path = `/users/${idSegment(id)}`;
      return readUser(await call(`${path}?relationships=${userRelationships.join()}`));
    },

    /** A user without its relationships, for keys that may not see them. May cost one request. */
    userWithoutRelationships: async (id: string): Promise<User> =>
      readUser(await call(`/users/${idSegment(id)}`)),

    /** The personal and shared quotas of a user; windows are UTC. Documented as free. */
    overallQuotas: async (id: string): Promise<QuotaFigures[]> =>
      readOverallQuotas(await call(`/users/${idSegment(id)}/overall_quotas`, true)),

    /** The first 40 groups of a user or service account. May cost one request. */
    groups: async (id: string, kind: User['kind']): Promise<GroupList> => {
      const collection = kind === 'user' ? 'users' : 'service_accounts';
      return readGroups(await call(`/${collection}/${idSegment(id)}/groups?limit=${pageLimit}`));
    },

    /** The answer to any call as it came, whatever its status. For the conformance check. */
    answer: (path: string, free: boolean): Promise<Answer> => request(path, free, maximumBytes.page),

    /** One page of a list, at most 40 items; without a cursor the first one. May cost one request; usage is free. */
    page: async <L extends ListName>(
      address: ListAddress<L>,
      cursor?: string,
    ): Promise<Page<ListItems[L]>> => {
      const { path, endsWith, read } = listRequest(address, cursor, Date.now());
      try {
        return read(await call(path, isFree(address.list), maximumBytes.page));
      } catch (error) {
        const isEnd =
          error instanceof VirusTotalError && error.status !== undefined && error.status === endsWith;
        if (isEnd) return { items: [], unreadable: 0 };
        throw error;
      }
    },
  };
}
