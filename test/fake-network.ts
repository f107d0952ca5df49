// The fake network of the unit tests: answers by path, records every request, and holds the usual answers of VirusTotal.
import { type Mock, vi } from 'vitest';
import { spellmanAttributes } from './fake-virustotal/documents.ts';

export type Reply = () => Response | Promise<Response>;

export type FakeNetwork = {
  /** The path and query of each request since the start or the last `length = 0`. */
  requests: string[];
  /** The answer to each path without its query; may be changed at any time. */
  replies: Record<string, Reply>;
  fetch: Mock<typeof fetch>;
};

const api = 'https://www.virustotal.com/api/v3';

export const key = 'k'.repeat(64);

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

export const html = (status: number, headers: Record<string, string> = {}): Response =>
  new Response('<!doctype html><title>429</title>429 Too Many Requests', {
    status,
    headers: { 'content-type': 'text/html', ...headers },
  });

export const errorResponse = (code: string, status: number, headers: Record<string, string> = {}): Response =>
  json({ error: { code, message: 'no' } }, status, headers);

export const userResponse = (id: string, attributes: object = spellmanAttributes()): Response =>
  json({ data: { type: 'user', id, attributes } });

export const quotasResponse = (used = 13): Response =>
  json({
    data: {
      api_requests_daily: { user: { allowed: 1_000_000_000, used: 4 }, group: { allowed: 1000, used } },
    },
  });

/** A network of its own. A path that is not listed is answered by `otherwise`: as a rule, it is not found. */
export function createFakeNetwork(
  replies: Record<string, Reply> = {},
  otherwise: Reply = () => errorResponse('NotFoundError', 404),
): FakeNetwork {
  const network: FakeNetwork = {
    requests: [],
    replies,
    fetch: vi.fn<typeof fetch>(async (address, { signal } = {}) => {
      const { url } = new Request(address);
      const path = url.replace(api, '');
      network.requests.push(path);
      signal?.throwIfAborted();
      const reply = network.replies[path.split('?')[0] ?? ''] ?? otherwise;
      return untilAborted(reply(), signal);
    }),
  };
  return network;
}

/** The same in the place of the global `fetch`, until the globals are restored. */
export function stubNetwork(replies: Record<string, Reply>): FakeNetwork {
  const network = createFakeNetwork(replies);
  vi.stubGlobal('fetch', network.fetch);
  return network;
}

/** An answer that has not come when the request is aborted does not come any more. */
async function untilAborted(
  response: Response | Promise<Response>,
  signal: AbortSignal | null | undefined,
): Promise<Response> {
  if (!signal) return response;
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort);
  try {
    return await Promise.race([response, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
