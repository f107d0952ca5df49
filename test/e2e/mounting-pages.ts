// The mounting matrix, first part: how the page is built, how it comes to stand, and what surrounds the panel.
import { emulateColorScheme } from '../browser/session-helpers.ts';
import {
  untilTheme,
  expectUsualAppearance,
  expectKeyboardWorks,
  untilViewerNamed,
} from './mounting-panel.ts';
import type { MountingCase } from './mounting-case.ts';
import { navigateTo, sequence, mountingCase, expectMounts, expectOnePosition } from './mounting-steps.ts';

const views = ['shadow', 'light', 'closed', 'deeper', 'renamed'] as const;

/** Every build of the user's view, kept and replaced, and on to another user. */
const builds: MountingCase[] = views.flatMap((userView) =>
  (['keep', 'replace'] as const).map((policy) =>
    mountingCase(
      `a ${userView} view, ${policy}`,
      { userView, views: policy },
      { steps: navigateTo('user/bob'), user: 'bob' },
    ),
  ),
);

const frames: MountingCase[] = [
  mountingCase('a page as it is likely today', {}, { check: sequence(expectMounts(1), expectOnePosition) }),
  mountingCase(
    'a container made late',
    { container: 'late', shellDelay: 600 },
    { check: sequence(expectMounts(1), expectOnePosition) },
  ),
  mountingCase(
    'a shell that is defined late',
    { shellDelay: 600 },
    { check: sequence(expectMounts(1), expectOnePosition) },
  ),
  mountingCase(
    'a last script that comes late',
    { lastScript: 900 },
    { check: sequence(expectMounts(1), expectOnePosition) },
  ),
  mountingCase('a page that never ends loading', { picture: 'never' }, { check: untilViewerNamed }),
  mountingCase('a shell that is defined too late', { shellDelay: 4500 }),
  mountingCase(
    'a container made too late',
    { container: 'late', shellDelay: 4500 },
    { check: expectMounts(2) },
  ),
  mountingCase('no container at all', { container: 'none' }, { overlay: true, check: expectMounts(1) }),
  mountingCase('the old shell', { shell: 'vt-virustotal-app' }, { overlay: true, check: expectMounts(1) }),
  mountingCase('a slot that takes no sibling', { slot: 'named' }),
  mountingCase('a shell in a row', { layout: 'flex' }),
  mountingCase('a shell in a grid', { layout: 'grid' }),
  mountingCase('a shell of rows that stretch', { layout: 'rows' }, { check: expectUsualAppearance }),
  mountingCase('views that come late', { viewDelay: 900 }),
  mountingCase('data that come late', { dataDelay: 1200 }),
  mountingCase('data that never come', { dataDelay: 'never' }, { staysLoading: true }),
  mountingCase('data that fail', { dataDelay: 'error' }),
];

/** The panel is the same to the pixel whatever rules the page has. */
const surroundings: MountingCase[] = [
  mountingCase('a root of 14 px', { rootFont: 14 }, { check: expectUsualAppearance }),
  mountingCase('a root of 20 px', { rootFont: 20 }, { check: expectUsualAppearance }),
  mountingCase('a strict policy', { csp: 'strict' }, { check: expectUsualAppearance }),
  mountingCase(
    'a strict policy with Trusted Types',
    { csp: 'trusted-types' },
    { check: expectUsualAppearance },
  ),
  mountingCase('hostile rules', { css: 'hostile' }, { check: expectUsualAppearance }),
  mountingCase('rules that hide strangers', { css: 'hide' }, { check: expectUsualAppearance }),
  mountingCase('shortcuts on the way up', { keys: 'bubble' }, { check: expectKeyboardWorks }),
  mountingCase('shortcuts on the way down', { keys: 'capture' }, { check: expectKeyboardWorks }),
  mountingCase('a light theme', { theme: 'light' }, { check: untilTheme('light') }),
  mountingCase('a dark theme', { theme: 'dark' }, { check: untilTheme('dark') }),
  mountingCase(
    'a theme that is switched',
    { theme: 'light' },
    {
      steps: ({ page }) => page.evaluate(() => window.page.setTheme('dark')),
      check: untilTheme('dark'),
    },
  ),
  mountingCase(
    'no theme named',
    { theme: 'absent' },
    {
      check: sequence(
        untilTheme('light'),
        ({ page }) => emulateColorScheme(page, 'dark'),
        untilTheme('dark'),
      ),
    },
  ),
];

export const pages = [...builds, ...frames, ...surroundings];
