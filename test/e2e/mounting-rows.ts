// The mounting matrix, first half: how the page is built, and how it comes to stand.
import type { PageOptions } from '../virustotal/server.ts';
import type { Row } from './mounting-play.ts';

const go =
  (path: string): NonNullable<Row['steps']> =>
  ({ page }) =>
    page.evaluate((to) => window.page.navigate(`/gui/${to}`), path);

const views = ['shadow', 'light', 'closed', 'deeper', 'renamed'] as const;

/** Every build of the user's view, kept and replaced, and on to another user. */
const builds: Row[] = views.flatMap((userView) =>
  (['keep', 'replace'] as const).map((policy) => ({
    name: `a ${userView} view, ${policy}`,
    switches: { userView, views: policy },
    path: 'user/alice',
    steps: go('user/bob'),
    user: 'bob',
  })),
);

const loads = (name: string, switches: PageOptions, more: Partial<Row> = {}): Row => ({
  name,
  switches,
  path: 'user/alice',
  user: 'alice',
  ...more,
});

const frames: Row[] = [
  loads('no script of ours that waits', {}),
  loads('a container made late', { container: 'late', shellDelay: 600 }),
  loads('a shell that is defined late', { shellDelay: 600 }),
  loads('a shell that is defined too late', { shellDelay: 5000 }),
  loads('no container at all', { container: 'none' }, { overlay: true }),
  loads('the old shell', { shell: 'vt-virustotal-app' }, { overlay: true }),
  loads('a container made too late', { container: 'late', shellDelay: 5000 }),
  loads('a slot that takes no sibling', { slot: 'named' }),
  loads('a shell in a row', { layout: 'flex' }),
  loads('a shell in a grid', { layout: 'grid' }),
  loads('views that come late', { viewDelay: 900 }),
  loads('data that come late', { dataDelay: 1200 }),
  loads('data that never come', { dataDelay: 'never' }, { spins: true }),
  loads('data that fail', { dataDelay: 'error' }),
];

export const standing = [...builds, ...frames];
export { go, loads };
