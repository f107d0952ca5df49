// What crosses between the script in VirusTotal's pages and the panel in its frame, and how each side checks it. Data never crosses:
// the panel asks the background.
import { isObject } from './common/is-object.ts';

/** A user or group whose page the panel is on. */
export type Place = { of: 'user' | 'group'; id: string };

/** VirusTotal's theme; `system` where its page names none. */
export type Theme = 'light' | 'dark' | 'system';

/**
 * Why the panel starts collapsed, where that is not how the user left it: then how it is left is not remembered.
 * - `on-click`: it looks up only when the user expands it or presses a button
 * - `public-only`: nothing more than VirusTotal's own page shows was visible last time
 */
export type Folding = 'on-click' | 'public-only';

/** The first message, to the frame's window, with the port for all others. */
export type Connect = Place & { collapsed: boolean; folding?: Folding; theme: Theme };

/** Over the port, to the panel: the page's theme has changed. */
export type ToPanel = { theme: Theme };

/** Over the port, to the page's script: the panel was drawn, with its current height. */
export type ToHost = { collapsed: boolean };

/** Longer ids do not exist; VirusTotal's own limit is far below. */
const maximumIdLength = 500;

const isTheme = (value: unknown): value is Theme =>
  value === 'light' || value === 'dark' || value === 'system';

const isFolding = (value: unknown): value is Folding => value === 'on-click' || value === 'public-only';

/** Undefined where the message is none of ours. Any page of VirusTotal's can send one. */
export function readConnect(data: unknown): Connect | undefined {
  if (!isObject(data)) return undefined;
  const { of, id, collapsed, folding, theme } = data;
  if (of !== 'user' && of !== 'group') return undefined;
  if (typeof id !== 'string' || id === '' || id.length > maximumIdLength) return undefined;
  if (typeof collapsed !== 'boolean' || !isTheme(theme)) return undefined;
  if (folding === undefined) return { of, id, collapsed, theme };
  return isFolding(folding) ? { of, id, collapsed, folding, theme } : undefined;
}

export const readTheme = (data: unknown): Theme | undefined =>
  isObject(data) && isTheme(data['theme']) ? data['theme'] : undefined;

export const readCollapsed = (data: unknown): boolean | undefined =>
  isObject(data) && typeof data['collapsed'] === 'boolean' ? data['collapsed'] : undefined;
