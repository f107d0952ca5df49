// Talks to VirusTotal's API v3. It is handed `fetch` and the key, keeps neither, and turns every answer into a value or
// one kind of failure.
import { failureKindOf, readRetryAfter, VirusTotalError } from './api-error.ts';
import { type GroupList, readGroups } from './resources/group.ts';
import { isFree, type ListAddress, type ListItems, type ListName, listRequest } from './endpoints.ts';
import type { Page } from './pagination.ts';
import { type QuotaFigures, readOverallQuotas } from './resources/quotas.ts';
import { readUser, type User, userRelationships } from './resources/user.ts';
import { virusTotalOrigin } from '../common/urls.ts';
import { idSegment } from './api-path.ts';

const timeout = 20_000;
const pageLimit = 40;
// Bytes. Forty rulesets or files, the largest things in a list, may be many megabytes together.
const maximumAnswerBytes = 32 * 1024 * 1024;

export type ClientOptions = {
  fetch: typeof fetch;
  key: string;
  /** Told of every call before it is made; `free` calls are documented not to consume quota. */
  onCall?: (call: { free: boolean }) => Promise<void>;
};

export type Client = ReturnType<typeof createClient>;

/**
 * A client for one API key.
 * @throws (from every method) VirusTotalError, nothing else
 */
export function createClient({ fetch, key, onCall }: ClientOptions) {
  async function call(path: string, free = false): Promise<unknown> {
    await onCall?.({ free });
    const response = await send(path);
    const body = await readJson(response);
    if (response.ok && body !== undefined) return body;
    const kind = response.ok ? 'unexpected' : failureKindOf(response.status, body);
    const retryAfter = readRetryAfter(response.headers.get('retry-after'), Date.now());
    throw new VirusTotalError(kind, retryAfter, response.status);
  }

  async function send(path: string): Promise<Response> {
    try {
      return await fetch(`${virusTotalOrigin}/api/v3${path}`, {
        headers: { 'x-apikey': key, 'x-tool': 'vitals-for-virustotal', accept: 'application/json' },
        cache: 'no-store',
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
        // A redirect would carry the key to wherever it points.
        redirect: 'manual',
        signal: AbortSignal.timeout(timeout),
      });
    } catch (error) {
      throw new VirusTotalError(isTimeout(error) ? 'unavailable' : 'offline');
    }
  }

  return {
    /** Who the key belongs to. The one call that has the key in its address; everything after it uses the id. */
    owner: async (): Promise<User> => readUser(await call(`/users/${idSegment(key)}`)),

    /** A user with the ids of its groups, as far as this key may see it. May cost one request. */
    user: async (id: string): Promise<User> => {
      const path = `/users/${idSegment(id)}`;
      return readUser(await call(`${path}?relationships=${userRelationships.join()}`));
    },

    /** A user without its relationships, for keys that may not see them. May cost one request. */
    userWithoutRelationships: async (id: string): Promise<User> =>
      readUser(await call(`/users/${idSegment(id)}`)),

    /** The quotas of a user, own and shared; natural windows in UTC. Documented as free of quota. */
    overallQuotas: async (id: string): Promise<QuotaFigures[]> =>
      readOverallQuotas(await call(`/users/${idSegment(id)}/overall_quotas`, true)),

    /** The first 40 groups of a user or service account. May cost one request. */
    groups: async (id: string, kind: User['kind']): Promise<GroupList> => {
      const collection = kind === 'user' ? 'users' : 'service_accounts';
      return readGroups(await call(`/${collection}/${idSegment(id)}/groups?limit=${pageLimit}`));
    },

    /** One page of any list, at most 40 long; without a cursor the first. May cost one request, usage is free. */
    page: async <L extends ListName>(
      address: ListAddress<L>,
      cursor?: string,
    ): Promise<Page<ListItems[L]>> => {
      const { path, endsWith, read } = listRequest(address, cursor, Date.now());
      try {
        return read(await call(path, isFree(address.list)));
      } catch (error) {
        const isEnd =
          error instanceof VirusTotalError && error.status !== undefined && error.status === endsWith;
        if (isEnd) return { items: [], unreadable: 0 };
        throw error;
      }
    },
  };
}

/** The body as JSON, or undefined when it is none: an edge server's HTML page, a body that was cut off, one without end. */
async function readJson({ body, headers }: Response): Promise<unknown> {
  if (!headers.get('content-type')?.includes('json')) {
    await body?.cancel().catch(() => undefined);
    return undefined;
  }
  try {
    return JSON.parse((body && (await readText(body))) ?? '') as unknown;
  } catch (error) {
    // Cut off in the middle is a network failure; what arrived whole but is no JSON is an unexpected answer.
    if (error instanceof SyntaxError) return undefined;
    throw new VirusTotalError(isTimeout(error) ? 'unavailable' : 'offline');
  }
}

/** Undefined where there is more than any answer of VirusTotal's holds: it would fill the memory, whoever sends it. */
async function readText(body: ReadableStream<Uint8Array>): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let size = 0;
  let text = '';
  // What is left when the loop ends is cancelled by that.
  for await (const bytes of body) {
    size += bytes.length;
    if (size > maximumAnswerBytes) return undefined;
    text += decoder.decode(bytes, { stream: true });
  }
  return text + decoder.decode();
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}
