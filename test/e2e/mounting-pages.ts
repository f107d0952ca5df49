// The mounting matrix, first part: how the page is built, how it loads, and what surrounds the panel.
import { emulateColorScheme } from '../browser/session-helpers.ts';
import {
  untilTheme,
  expectDefaultAppearance,
  expectKeyboardWorks,
  untilViewerNamed,
} from './mounting-panel.ts';
import type { MountingCase } from './mounting-case.ts';
import { navigateTo, sequence, mountingCase, expectMounts, expectOnePosition } from './mounting-steps.ts';

const views = ['shadow', 'light', 'closed', 'deeper', 'renamed'] as const;

/** Every build of the user view, kept or replaced, with navigation to another user. */
const builds: MountingCase[] = views.flatMap((userView) =>
  (['keep', 'replace'] as const).map((policy) =>
    mountingCase(
      `a ${userView} view, ${policy}`,
      { userView, views: policy },
      { steps: navigateTo('user/bob'), user: 'bob' },
    ),
  ),
);

const layouts: MountingCase[] = [
  mountingCase('a page like the current one', {}, { check: sequence(expectMounts(1), expectOnePosition) }),
  mountingCase(
    'a container that is created late',
    { container: 'late', shellDelay: 600 },
    { check: sequence(expectMounts(1), expectOnePosition) },
  ),
  mountingCase(
    'a shell that is defined late',
    { shellDelay: 600 },
    { check: sequence(expectMounts(1), expectOnePosition) },
  ),
  mountingCase(
    'a last script that loads late',
    { lastScript: 900 },
    { check: sequence(expectMounts(1), expectOnePosition) },
  ),
  mountingCase('a page that never finishes loading', { picture: 'never' }, { check: untilViewerNamed }),
  mountingCase('a shell that is defined too late', { shellDelay: 4500 }),
  mountingCase(
    'a container that is created too late',
    { container: 'late', shellDelay: 4500 },
    { check: expectMounts(2) },
  ),
  mountingCase('no container at all', { container: 'none' }, { overlay: true, check: expectMounts(1) }),
  mountingCase('the old shell', { shell: 'vt-virustotal-app' }, { overlay: true, check: expectMounts(1) }),
  mountingCase('a slot that accepts no sibling', { slot: 'named' }),
  mountingCase('a shell in a flex row', { layout: 'flex' }),
  mountingCase('a shell in a grid', { layout: 'grid' }),
  mountingCase('a shell with stretched rows', { layout: 'rows' }, { check: expectDefaultAppearance }),
  mountingCase('views that load late', { viewDelay: 900 }),
  mountingCase('data that load late', { dataDelay: 1200 }),
  mountingCase('data that never load', { dataDelay: 'never' }, { staysLoading: true }),
  mountingCase('data that fail to load', { dataDelay: 'error' }),
];

/** The panel is pixel-identical whatever styles the page has. */
const surroundings: MountingCase[] = [
  mountingCase('a root font size of 14 px', { rootFont: 14 }, { check: expectDefaultAppearance }),
  mountingCase('a root font size of 20 px', { rootFont: 20 }, { check: expectDefaultAppearance }),
  mountingCase('a strict content security policy', { csp: 'strict' }, { check: expectDefaultAppearance }),
  mountingCase(
    'a strict content security policy with Trusted Types',
    { csp: 'trusted-types' },
    { check: expectDefaultAppearance },
  ),
  mountingCase('hostile styles', { css: 'hostile' }, { check: expectDefaultAppearance }),
  mountingCase('styles that hide unknown elements', { css: 'hide' }, { check: expectDefaultAppearance }),
  mountingCase('shortcuts handled in the bubble phase', { keys: 'bubble' }, { check: expectKeyboardWorks }),
  mountingCase('shortcuts handled in the capture phase', { keys: 'capture' }, { check: expectKeyboardWorks }),
  mountingCase('a light theme', { theme: 'light' }, { check: untilTheme('light') }),
  mountingCase('a dark theme', { theme: 'dark' }, { check: untilTheme('dark') }),
  mountingCase(
    'a theme change',
    { theme: 'light' },
    {
      steps: ({ page }) => page.evaluate(() => window.page.setTheme('dark')),
      check: untilTheme('dark'),
    },
  ),
  mountingCase(
    'no declared theme',
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

export const pages = [...builds, ...layouts, ...surroundings];
