// Owns the options of the fake page: their names, their values, and the likely page of today as the default. Shared by
// the server side (page.ts) and the browser side (client/), so it imports nothing.

export type StormKind = 'render' | 'swap' | 'view' | 'children' | 'container' | 'shell';
type Storm = { kind: StormKind; times: number; every: number };
export type WipePlace = 'container' | 'shell' | 'body';
export type DataDelay = number | 'never' | 'error';

export type PageSettings = {
  /** Inactive views stay hidden in the container, or are replaced at each change of view or id. */
  views: 'keep' | 'replace';
  /** How the user view is built: one root, an additional root, other names, light DOM, closed root. */
  userView: 'shadow' | 'deeper' | 'renamed' | 'light' | 'closed';
  /**
   * `#view-container` is in the HTML, is created by the shell's script, or does not exist (views inside the shell's
   * root).
   */
  container: 'static' | 'late' | 'none';
  /** The shell since 2022, or the Polymer shell of 2019 to 2021 (which never has a container). */
  shell: 'vt-ui-shell' | 'vt-virustotal-app';
  /** `named`: the shell renders only the container, no other light child. */
  slot: 'default' | 'named';
  /** Layout of the box in which the shell's light children are rendered. */
  layout: 'block' | 'flex' | 'grid' | 'rows';
  /** Delay of the shell's script in milliseconds. */
  shellDelay: number;
  /** Delay of the document's last script in milliseconds; until it arrives, the document is loading. */
  lastScript: number;
  /** Delay of an image that the page's `load` event waits for; 0: no image. */
  picture: DataDelay;
  /** Delay in milliseconds before a view's module is imported (its element is not upgraded until then). */
  viewDelay: number;
  /** Delay of `/ui/users/<id>` in milliseconds, no response at all, or status 500. */
  dataDelay: DataDelay;
  /** The same for single ids, so that responses arrive out of order. */
  dataDelays: Record<string, DataDelay>;
  /** A storm that starts once the first view is defined. */
  storm: Storm | null;
  /** Interval in milliseconds at which all children that the page did not create are removed. */
  wipe: { every: number; of: WipePlace[] } | null;
  /** Which changes first on a navigation, and the milliseconds in between. */
  order: 'url-first' | 'dom-first';
  orderGap: number;
  /** Navigations to these paths are canceled in the Navigation API's `navigate` event. */
  cancel: string[];
  /** `own`: the page handles its own links; `all`: every link in the document. */
  links: 'own' | 'all';
  /**
   * `stored`: localStorage.colorMode, else light. Other values set the initial theme; `absent` never sets the
   * attribute.
   */
  theme: 'stored' | 'light' | 'dark' | 'absent';
  rootFont: 14 | 20;
  csp: 'none' | 'strict' | 'trusted-types';
  /** The page's Cross-Origin-Embedder-Policy. */
  embedderPolicy: 'unsafe-none' | 'require-corp' | 'credentialless';
  /** Document-level shortcuts that record and prevent keys, in the bubble or capture phase. */
  keys: 'off' | 'bubble' | 'capture';
  /**
   * `hostile`: important rules on plain tags and high z-index values; `hide`: unknown children of the shell are not
   * displayed.
   */
  css: 'plain' | 'hostile' | 'hide';
  signedIn: boolean;
  /** Id of the signed-in account. */
  me: string;
  /** After sign-in: pushState to the target, a full load of it, or a new shell and pushState. */
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
  embedderPolicy: 'unsafe-none',
  keys: 'off',
  css: 'plain',
  signedIn: true,
  me: 'spellman',
  signIn: 'push',
  signInTarget: '/gui/user/spellman',
  members: ['spellman', 'alice', 'bob', 'carol'],
};
