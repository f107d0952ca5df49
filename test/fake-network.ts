// The fake network of the unit tests: maps paths to responses, records every request, and provides common responses of
// VirusTotal.
import { type Mock, vi } from 'vitest';
import { spellmanAttributes } from './fake-virustotal/documents.ts';

export type Reply = () => Response | Promise<Response>;

export type FakeNetwork = {
  /** The path and query of each request since the start or the last `length = 0`. */
  requests: string[];
  /** The response by path without query; may be changed at any time. */
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

/** Creates a fake network. `otherwise` answers paths without a reply; by default with "not found". */
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

/** Creates a fake network and replaces the global `fetch` until the globals are restored. */
export function stubNetwork(replies: Record<string, Reply>): FakeNetwork {
  const network = createFakeNetwork(replies);
  vi.stubGlobal('fetch', network.fetch);
  return network;
}

/** Rejects if the request is aborted before its response arrives. */
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
