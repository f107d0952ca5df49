// Owns what all client modules share: the options of this load, the page's own nodes, and the records that tests read.
import { defaults, type PageOptions, type PageSettings } from '../options.ts';

export type KeyRecord = { key: string; target: string };

const text = document.querySelector('#page-options')?.textContent ?? '{}';
export const settings: PageSettings = { ...defaults, ...(JSON.parse(text) as PageOptions) };

/** Children of the body, the shell and the container that the page created; all others are foreign. */
export const ownNodes = new WeakSet<Node>();

/** Roots by host, including closed ones, for the snapshot. */
export const roots = new WeakMap<Element, ShadowRoot>();

export const records: { errors: string[]; violations: string[]; keys: KeyRecord[] } = {
  errors: [],
  violations: [],
  keys: [],
};

export const delay = (milliseconds: number): Promise<void> =>
  milliseconds > 0 ? new Promise((resolve) => setTimeout(resolve, milliseconds)) : Promise.resolve();
