// Owns the server side of the fake VirusTotal web page: HTML for /gui/*, modules for /gui-assets/*, and delayed profile
// data for /ui/users/<id>. Its only state is the options.
import { buildClient } from './bundle.ts';
import { policies, renderHtml, renderStyles } from './html.ts';
import { type DataDelay, defaults, type PageOptions, type PageSettings } from './options.ts';

export type { PageOptions } from './options.ts';
/** `joined` in seconds since the epoch, UTC; without them the page shows neither date nor reputation. */
export type PageUser = { id: string; name: string; phrase: string; joined?: number; reputation?: number };
type FindUser = (id: string) => PageUser | null;
export type Page = {
  fetch(this: void, request: Request): Promise<Response>;
  /** Merged into the options of later page loads and data responses. */
  set(this: void, options: PageOptions): void;
  /** Resets the options to those the page was created with. */
  reset(this: void): void;
};

export async function createPage(options: PageOptions = {}, users: FindUser = findSample): Promise<Page> {
  const assets = await buildClient();
  const initial: PageSettings = { ...defaults, ...options };
  let settings = initial;

  return {
    set: (changes) => void (settings = { ...settings, ...changes }),
    reset: () => void (settings = initial),
    async fetch(request) {
      const path = new URL(request.url).pathname;
      if (path.startsWith('/ui/users/')) {
        return answerUser(request, path.slice('/ui/users/'.length), settings, users);
      }
      if (path === '/gui-assets/page.css') return reply(renderStyles(settings), 'text/css');
      if (path === '/gui-assets/last.js') {
        await pause(settings.lastScript, request.signal);
        return reply('', 'text/javascript');
      }
      if (path === '/gui-assets/picture.svg') {
        await pause(settings.picture, request.signal);
        return reply(icon, 'image/svg+xml');
      }
      if (path === '/gui-assets/icon.svg') return reply(icon, 'image/svg+xml');
      if (path.startsWith('/gui-assets/')) {
        const code = assets.get(path.slice('/gui-assets/'.length));
        return code === undefined ? reply('Not found', 'text/plain', 404) : reply(code, 'text/javascript');
      }
      if (path !== '/gui' && !path.startsWith('/gui/')) return reply('Not found', 'text/plain', 404);
      const answer = reply(renderHtml(settings), 'text/html');
      const policy = policies[settings.csp];
      if (policy) answer.headers.set('content-security-policy', policy);
      answer.headers.set('cross-origin-embedder-policy', settings.embedderPolicy);
      return answer;
    },
  };
}

async function answerUser(
  request: Request,
  segment: string,
  settings: PageSettings,
  users: FindUser,
): Promise<Response> {
  const id = decode(segment);
  const { dataDelays, dataDelay } = settings;
  // Some names are also names of object members.
  const delay = (Object.hasOwn(dataDelays, id) ? dataDelays[id] : undefined) ?? dataDelay;
  await pause(delay, request.signal);
  if (delay === 'error') return json({ error: { code: 'TransientError' } }, 500);
  const user = users(id);
  return user ? json({ data: user }) : json({ error: { code: 'NotFoundError' } }, 404);
}

/** Ends early without an error when the request is aborted; this is how `never` ends. */
function pause(delay: DataDelay, signal: AbortSignal): Promise<void> {
  if (delay === 0 || delay === 'error' || signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = delay === 'never' ? undefined : setTimeout(resolve, delay);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function json(value: unknown, status = 200): Response {
  return reply(JSON.stringify(value), 'application/json', status);
}

function reply(body: string, type: string, status = 200): Response {
  return new Response(body, {
    status,
    headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache' },
  });
}

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#0b4dda"/>' +
  '<path d="M4 4l4 4-4 4" stroke="#fff" stroke-width="2" fill="none"/></svg>';

const samples: PageUser[] = [
  { id: 'spellman', name: 'Sabrina Spellman', phrase: 'Half witch, half analyst.', joined: 1_301_931_084 },
  { id: 'alice', name: 'Alice Archer', phrase: 'Reads packets for breakfast.', joined: 1_466_640_000 },
  { id: 'bob', name: 'Bob Barker', phrase: 'YARA by day, sleep by night.', joined: 1_538_352_000 },
  { id: 'carol', name: 'Carol Chen', phrase: '', joined: 1_609_459_200 },
  { id: 'dot.ted', name: 'Dot Ted', phrase: 'An id with a dot.', joined: 1_582_000_000 },
  { id: 'acme_enrich', name: 'acme_enrich', phrase: '', joined: 1_650_000_000 },
];

/** The users of a standalone page; the server passes its own. Ids match in any letter case. */
function findSample(id: string): PageUser | null {
  return samples.find((user) => user.id === id.toLowerCase()) ?? null;
}
