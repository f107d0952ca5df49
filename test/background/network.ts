// A network for unit tests of the background: answers by path, and everything that was asked.
import { vi } from 'vitest';
import { addAccount } from '../../entrypoints/background/accounts/accounts.ts';
import { spellmanAttributes } from '../fake-virustotal/documents.ts';

type Reply = () => Response | Promise<Response>;

export const key = 'k'.repeat(64);

export const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

export const refusal = (code: string, status: number, headers: Record<string, string> = {}): Response =>
  json({ error: { code, message: 'no' } }, status, headers);

export const userAnswer = (id: string, attributes: object = spellmanAttributes()): Response =>
  json({ data: { type: 'user', id, attributes } });

export const quotasAnswer = (used = 13): Response =>
  json({
    data: {
      api_requests_daily: { user: { allowed: 1_000_000_000, used: 4 }, group: { allowed: 1000, used } },
    },
  });

/** Answers from now on; a path may be changed later. What is not listed is not found. */
export function serve(replies: Record<string, Reply>): { asked: string[]; replies: Record<string, Reply> } {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (address: string) => {
    const path = address.replace('https://www.virustotal.com/api/v3', '');
    asked.push(path);
    const reply = replies[path.split('?')[0] ?? ''];
    return reply ? reply() : refusal('NotFoundError', 404);
  });
  return { asked, replies };
}

/** A network with one account on it, already added; `asked` starts empty. */
export async function withAccount() {
  const network = serve({
    [`/users/${key}`]: () => userAnswer('spellman'),
    '/users/spellman': () => userAnswer('spellman'),
    '/users/spellman/overall_quotas': () => quotasAnswer(),
    '/users/spellman/groups': () => json({ data: [], meta: { count: 0 } }),
  });
  await addAccount({ key });
  network.asked.length = 0;
  return network;
}
