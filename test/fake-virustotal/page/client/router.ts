// Owns navigation without reload: links, pushState and replaceState, back and forward, and which view is in the outlet.
import { outlet } from './frame.ts';
import { parseRoute, type Route, tagOf, type ViewName } from './routes.ts';
import { session } from './session.ts';
import { delay, ownNodes, settings } from './state.ts';
import type { NavigateDetail, ViewElement } from './vt-element.ts';

const modules: Record<ViewName, () => Promise<unknown>> = {
  home: () => import('./views/home-view.ts'),
  user: () => import('./views/user-view.ts'),
  apikey: () => import('./views/apikey-view.ts'),
  group: () => import('./views/group-view.ts'),
  file: () => import('./views/file-view.ts'),
  'item-not-found': () => import('./views/item-not-found-view.ts'),
  'sign-in': () => import('./views/sign-in-view.ts'),
};

let current: ViewElement | null = null;

export async function startRouter(): Promise<void> {
  document.addEventListener('vt-navigate', (event) => {
    const { href, replace } = (event as CustomEvent<NavigateDetail>).detail;
    void navigate(href, replace);
  });
  window.addEventListener('popstate', () => void later(() => show(location.pathname)));
  await show(location.pathname);
}

export function currentView(): ViewElement | null {
  return current;
}

/** Changes URL and view in two tasks, in the order that the option selects. Resolves when the view's module is loaded. */
export async function navigate(path: string, replace = false): Promise<void> {
  const target = new URL(path, location.href);
  if (settings.order === 'dom-first') {
    const shown = show(target.pathname);
    await later(() => change(target.href, replace));
    await shown;
    if (location.href !== target.href) await show(location.pathname);
    return;
  }
  change(target.href, replace);
  // A canceled navigation leaves the URL unchanged without an error, so the view stays too.
  if (location.href === target.href) await later(() => show(target.pathname));
}

/** Replaces the current view with a new element for the path. */
export function replaceView(path = location.pathname): void {
  const fresh = createView(parseRoute(path, session.me));
  if (current?.isConnected) current.replaceWith(fresh);
  else outlet().append(fresh);
  current = fresh;
}

/** Empties the outlet, foreign children included, and adds a new view. */
export function refillOutlet(): void {
  current = createView(parseRoute(location.pathname, session.me));
  outlet().replaceChildren(current);
}

async function show(path: string): Promise<void> {
  const route = parseRoute(path, session.me);
  const tag = tagOf(route.view, settings.userView);
  const same = current?.localName === tag && current.isConnected;
  if (same && current && (settings.views === 'keep' || current.route.id === route.id)) current.route = route;
  else if (settings.views === 'keep') reveal(tag, route);
  else refillWith(route);
  document.title = `VirusTotal - ${titles[route.view]}${route.id ? ` - ${route.id}` : ''}`;
  await delay(settings.viewDelay);
  await modules[route.view]();
}

function reveal(tag: string, route: Route): void {
  const views = Array.from(outlet().children).filter((child) => ownNodes.has(child)) as ViewElement[];
  const kept = views.find((view) => view.localName === tag) ?? createView(route);
  for (const view of views) mark(view, view === kept);
  mark(kept, true);
  kept.route = route;
  if (!kept.isConnected) outlet().append(kept);
  current = kept;
}

function refillWith(route: Route): void {
  current = createView(route);
  outlet().replaceChildren(current);
}

function createView(route: Route): ViewElement {
  const view = document.createElement(tagOf(route.view, settings.userView)) as ViewElement;
  ownNodes.add(view);
  view.route = route;
  mark(view, true);
  return view;
}

// `hidden` is the current method, the class that of the old shell's iron-pages.
function mark(view: Element, active: boolean): void {
  view.toggleAttribute('hidden', !active);
  if (settings.shell === 'vt-virustotal-app') view.classList.toggle('iron-selected', active);
}

function change(href: string, replace: boolean): void {
  if (replace) history.replaceState(null, '', href);
  else history.pushState(null, '', href);
}

async function later(task: () => unknown): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, settings.orderGap));
  await task();
}

const titles: Record<ViewName, string> = {
  home: 'Home',
  user: 'User',
  apikey: 'API key',
  group: 'Group',
  file: 'File',
  'item-not-found': 'Not found',
  'sign-in': 'Sign in',
};
