// The mounting matrix, first part: how the page is built, how it comes to stand, and what surrounds the panel.
import { useColorScheme } from '../browser/session-helpers.ts';
import { is, looksUsual, obeysKeys, saysWhoSees } from './mounting-panel.ts';
import type { Row } from './mounting-play.ts';
import { go, inTurn, loads, mounted, stoodStill } from './mounting-steps.ts';

const views = ['shadow', 'light', 'closed', 'deeper', 'renamed'] as const;

/** Every build of the user's view, kept and replaced, and on to another user. */
const builds: Row[] = views.flatMap((userView) =>
  (['keep', 'replace'] as const).map((policy) =>
    loads(
      `a ${userView} view, ${policy}`,
      { userView, views: policy },
      { steps: go('user/bob'), user: 'bob' },
    ),
  ),
);

const frames: Row[] = [
  loads('a page as it is likely today', {}, { also: inTurn(mounted(1), stoodStill) }),
  loads(
    'a container made late',
    { container: 'late', shellDelay: 600 },
    { also: inTurn(mounted(1), stoodStill) },
  ),
  loads('a shell that is defined late', { shellDelay: 600 }, { also: inTurn(mounted(1), stoodStill) }),
  loads('a last script that comes late', { lastScript: 900 }, { also: inTurn(mounted(1), stoodStill) }),
  loads('a page that never ends loading', { picture: 'never' }, { also: saysWhoSees }),
  loads('a shell that is defined too late', { shellDelay: 4500 }),
  loads('a container made too late', { container: 'late', shellDelay: 4500 }, { also: mounted(2) }),
  loads('no container at all', { container: 'none' }, { overlay: true, also: mounted(1) }),
  loads('the old shell', { shell: 'vt-virustotal-app' }, { overlay: true, also: mounted(1) }),
  loads('a slot that takes no sibling', { slot: 'named' }),
  loads('a shell in a row', { layout: 'flex' }),
  loads('a shell in a grid', { layout: 'grid' }),
  loads('a shell of rows that stretch', { layout: 'rows' }, { also: looksUsual }),
  loads('views that come late', { viewDelay: 900 }),
  loads('data that come late', { dataDelay: 1200 }),
  loads('data that never come', { dataDelay: 'never' }, { spins: true }),
  loads('data that fail', { dataDelay: 'error' }),
];

/** The panel is the same to the pixel whatever rules the page has. */
const surroundings: Row[] = [
  loads('a root of 14 px', { rootFont: 14 }, { also: looksUsual }),
  loads('a root of 20 px', { rootFont: 20 }, { also: looksUsual }),
  loads('a strict policy', { csp: 'strict' }, { also: looksUsual }),
  loads('a strict policy with Trusted Types', { csp: 'trusted-types' }, { also: looksUsual }),
  loads('hostile rules', { css: 'hostile' }, { also: looksUsual }),
  loads('rules that hide strangers', { css: 'hide' }, { also: looksUsual }),
  loads('shortcuts on the way up', { keys: 'bubble' }, { also: obeysKeys }),
  loads('shortcuts on the way down', { keys: 'capture' }, { also: obeysKeys }),
  loads('a light theme', { theme: 'light' }, { also: is('light') }),
  loads('a dark theme', { theme: 'dark' }, { also: is('dark') }),
  loads(
    'a theme that is switched',
    { theme: 'light' },
    {
      steps: ({ page }) => page.evaluate(() => window.page.setTheme('dark')),
      also: is('dark'),
    },
  ),
  loads(
    'no theme named',
    { theme: 'absent' },
    {
      also: inTurn(is('light'), ({ page }) => useColorScheme(page, 'dark'), is('dark')),
    },
  ),
];

export const pages = [...builds, ...frames, ...surroundings];
