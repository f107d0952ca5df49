// Owns the switches of the fake page: their names, their values and today's likely page as the default.
// Shared by the server side (page.ts) and the browser side (client/), so it imports nothing.

export type StormKind = 'render' | 'swap' | 'view' | 'children' | 'container' | 'shell';
type Storm = { kind: StormKind; times: number; every: number };
export type WipePlace = 'container' | 'shell' | 'body';
export type DataDelay = number | 'never' | 'error';

export type PageSettings = {
  /** Inactive views stay hidden in the container, or are replaced at each change of view or id. */
  views: 'keep' | 'replace';
  /** How the user view is built: root, one more root, other names, light DOM, closed root. */
  userView: 'shadow' | 'deeper' | 'renamed' | 'light' | 'closed';
  /** `#view-container` stands in the HTML, is made by the shell's script, or does not exist (views inside the shell's root). */
  container: 'static' | 'late' | 'none';
  /** The shell of 2022 to today, or the Polymer one of 2019 to 2021 (never a container). */
  shell: 'vt-ui-shell' | 'vt-virustotal-app';
  /** `named`: the shell renders only the container, no other light child. */
  slot: 'default' | 'named';
  /** Layout of the box in which the shell's light children are rendered. */
  layout: 'block' | 'flex' | 'grid' | 'rows';
  /** Milliseconds before the shell's script does anything. */
  shellDelay: number;
  /** Milliseconds that the document's last script takes to arrive; until then the document is not done loading. */
  lastScript: number;
  /** The same for a picture that the page's `load` event waits for; 0: there is none. */
  picture: DataDelay;
  /** Milliseconds before a view's module is imported (its element is not upgraded until then). */
  viewDelay: number;
  /** Delay of `/ui/users/<id>` in milliseconds, no answer at all, or status 500. */
  dataDelay: DataDelay;
  /** The same for single ids, to make answers overtake each other. */
  dataDelays: Record<string, DataDelay>;
  /** A storm that starts by itself once the first view is defined. */
  storm: Storm | null;
  /** Every so many milliseconds remove all children the page did not make. */
  wipe: { every: number; of: WipePlace[] } | null;
  /** Which changes first on a navigation, and how many milliseconds lie between. */
  order: 'url-first' | 'dom-first';
  orderGap: number;
  /** Navigations to these paths are cancelled in the Navigation API's `navigate` event. */
  cancel: string[];
  /** `own`: the page handles links of its own; `all`: every link under the document. */
  links: 'own' | 'all';
  /** `stored`: localStorage.colorMode, else light. Others force the start; `absent` never sets the attribute. */
  theme: 'stored' | 'light' | 'dark' | 'absent';
  rootFont: 14 | 20;
  csp: 'none' | 'strict' | 'trusted-types';
  /** Document-level shortcuts that record and prevent keys, on the way up or down. */
  keys: 'off' | 'bubble' | 'capture';
  /** `hostile`: important rules on plain tags and z-index wars; `hide`: the shell's unknown children are not displayed. */
  css: 'plain' | 'hostile' | 'hide';
  signedIn: boolean;
  /** Id of the account that is signed in. */
  me: string;
  /** After sign-in: pushState to the target, full load of it, or a new shell and pushState. */
  signIn: 'push' | 'reload' | 'shell';
  signInTarget: string;
  /** User ids listed on every group page and as comment authors on file pages. */
  members: string[];
};

export type PageOptions = Partial<PageSettings>;

export const defaults: PageSettings = {
  views: 'keep',
  userView: 'shadow',
  container: 'static',
  shell: 'vt-ui-shell',
  slot: 'default',
  layout: 'block',
  shellDelay: 0,
  lastScript: 0,
  picture: 0,
  viewDelay: 30,
  dataDelay: 200,
  dataDelays: {},
  storm: null,
  wipe: null,
  order: 'url-first',
  orderGap: 10,
  cancel: [],
  links: 'own',
  theme: 'stored',
  rootFont: 14,
  csp: 'none',
  keys: 'off',
  css: 'plain',
  signedIn: true,
  me: 'spellman',
  signIn: 'push',
  signInTarget: '/gui/user/spellman',
  members: ['spellman', 'alice', 'bob', 'carol'],
};
