import { preact } from '@preact/preset-vite';
import { defineConfig, type WxtHooks } from 'wxt';

const VIRUSTOTAL = 'https://www.virustotal.com/*';

const csp = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  'connect-src https://www.virustotal.com',
  "base-uri 'none'",
  "form-action 'none'",
  // Only the panel's page can be embedded at all.
  'frame-ancestors https://www.virustotal.com',
];

// No text ever becomes markup or code, whoever forgets it. Firefox 140 does not know these two.
const trustedTypes = ["require-trusted-types-for 'script'", "trusted-types 'none'"];

type Alias = Record<string, string>;

const nativeBrowser = ({ resolve }: { resolve?: { alias?: unknown } }): Alias =>
  Object.fromEntries(
    Object.entries((resolve?.alias ?? {}) as Alias).filter(([name]) => name !== 'wxt/browser'),
  );

const pagesBuiltAlone = ['popup', 'panel'];

type Groups = Parameters<WxtHooks['entrypoints:grouped']>[1];

/** Moves an entrypoint from the group of pages into one of its own. */
function buildAlone(groups: Groups, name: string): void {
  for (const group of groups.filter((entry) => Array.isArray(entry))) {
    const place = group.findIndex((entrypoint) => entrypoint.name === name);
    if (place >= 0) groups.push(group.splice(place, 1));
  }
}

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  modules: ['@wxt-dev/webextension-polyfill', '@wxt-dev/i18n/module', '@wxt-dev/auto-icons'],
  autoIcons: { baseIconPath: 'assets/icon.svg' },
  targetBrowsers: ['chrome', 'firefox'],
  hooks: {
    // Pages that are built together share chunks, and each chunk is a file to wait for. These are built alone: one script each.
    'entrypoints:grouped': ({ config }, groups) => {
      if (config.command === 'build') for (const name of pagesBuiltAlone) buildAlone(groups, name);
    },
    // The generated words are read by the browser alone: without indentation.
    'build:publicAssets': (_, assets) => {
      for (const asset of assets)
        if ('contents' in asset && asset.relativeDest.endsWith('messages.json'))
          asset.contents = JSON.stringify(JSON.parse(asset.contents));
    },
    // From the versions on that we ask for, both browsers give promises by themselves. The polyfill's 3 KB gzip stay in
    // the background, where they are loaded once, and out of every page and every opening of the popup.
    'vite:build:extendConfig': ([first], config) => {
      if (first?.type !== 'background') config.resolve = { ...config.resolve, alias: nativeBrowser(config) };
    },
  },
  // reactAliasesEnabled would pull preact/compat into every bundle that says "react"; none of ours does.
  vite: () => ({
    // Both browsers preload modules by themselves.
    build: {
      target: ['chrome130', 'firefox140'],
      modulePreload: { polyfill: false },
      // A constant that crosses a chunk's boundary costs more than its value.
      rolldownOptions: { optimization: { inlineConst: { mode: 'all' } } },
      // 2% smaller than Vite's default. The brackets around a script's one function let V8 compile it at once.
      minify: 'terser',
      terserOptions: { compress: { passes: 3 }, format: { wrap_iife: true } },
    },
    plugins: [preact({ reactAliasesEnabled: false, devToolsEnabled: false })],
  }),
  manifest: ({ browser, command }) => ({
    name: '__MSG_extension_name__',
    short_name: 'Vitals',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    // A private window leaves nothing behind. What the panel stores of its pages would be left.
    incognito: 'not_allowed',
    permissions: ['storage', 'alarms', 'idle'],
    optional_permissions: ['notifications'],
    host_permissions: [VIRUSTOTAL],
    content_scripts: [
      { matches: [`${VIRUSTOTAL.slice(0, -1)}gui/*`], js: ['panel-host.js'], run_at: 'document_start' },
    ],
    // A temporary address where the browser has them: no page can know it. In development a page finds out by a lasting one when
    // the extension has reloaded.
    web_accessible_resources: [
      {
        resources: ['panel.html'],
        matches: [VIRUSTOTAL],
        ...(browser !== 'firefox' && command === 'build' && { use_dynamic_url: true }),
      },
    ],
    // The development server injects styles and opens a socket, which this policy would block.
    ...(command === 'build'
      ? {
          content_security_policy: {
            extension_pages: [...csp, ...(browser === 'firefox' ? [] : trustedTypes)].join('; '),
          },
        }
      : {}),
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'vitals-for-virustotal@example.org',
              strict_min_version: '140.0',
              // The key, and the ids of viewed pages; docs/decisions/0026-declared-data.md.
              data_collection_permissions: { required: ['authenticationInfo', 'browsingActivity'] },
            },
            gecko_android: { strict_min_version: '142.0' },
          },
        }
      : { minimum_chrome_version: '130' }),
  }),
});
