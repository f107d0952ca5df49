// Owns the meaning of /gui paths: view, id and tab. Pure; tolerates slashes and broken escapes.
import type { PageSettings } from '../options.ts';

export type ViewName = 'home' | 'user' | 'apikey' | 'group' | 'file' | 'item-not-found' | 'sign-in';
export type Route = { view: ViewName; id: string; tab: string };

const reports = new Set(['file', 'url', 'domain', 'ip-address']);
const userTabs = new Set(['', 'comments', 'graphs', 'collections']);

export function parseRoute(path: string, me: string): Route {
  const [first = '', second = '', third = ''] = path
    .replace(/[?#].*$/, '')
    .split('/')
    .filter(Boolean)
    .slice(1)
    .map(decode);
  if (first === '' || first === 'home') return { view: 'home', id: '', tab: second };
  if (first === 'sign-in') return { view: 'sign-in', id: '', tab: '' };
  if (first === 'my-apikey') return { view: 'apikey', id: me, tab: 'apikey' };
  if (first === 'user' && second) {
    if (third === 'apikey') return { view: 'apikey', id: second, tab: third };
    return userTabs.has(third) ? { view: 'user', id: second, tab: third || 'comments' } : missing(path);
  }
  if (first === 'group' && second) return { view: 'group', id: second, tab: third || 'users' };
  if (reports.has(first) && second) return { view: 'file', id: second, tab: third || 'community' };
  return missing(path);
}

export function tagOf(view: ViewName, userView: PageSettings['userView']): string {
  return view === 'user' && userView === 'renamed' ? 'vt-user-profile-view' : `${view}-view`;
}

function missing(path: string): Route {
  return { view: 'item-not-found', id: path, tab: '' };
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
