// The mounting matrix, second part: what the page does to its own nodes, and to the panel.
import type { Row, Visit } from './mounting-play.ts';
import { goInPlace, inTurn, loads, mounted, shown, storm } from './mounting-steps.ts';

const rough: Row[] = [
  loads('a storm of renders', {}, { steps: storm('render', 20, 20), also: mounted(1) }),
  loads(
    'a storm of loading and done',
    { dataDelay: 50 },
    {
      steps: inTurn(shown, ...Array.from({ length: 4 }, () => inTurn(storm('swap', 2, 20), shown))),
      also: mounted(1),
    },
  ),
  loads('a storm of new views', {}, { steps: storm('view', 10, 40), also: mounted(1) }),
  loads('a storm of emptied containers', {}, { steps: storm('children', 10, 40), also: mounted(1) }),
  loads('a storm of new containers', {}, { steps: storm('container', 10, 40), also: mounted(1) }),
  loads('a storm of new shells', {}, { steps: storm('shell', 10, 40), also: mounted(11) }),
  loads('a storm around it', { slot: 'named' }, { steps: storm('children', 10, 40) }),
];

const everywhere = ['container', 'shell', 'body'] as const;

const wipes: Row[] = [
  loads(
    'a single wipe',
    {},
    { steps: ({ page }) => page.evaluate(() => window.page.wipe()), also: mounted(2) },
  ),
  loads(
    'wipes of shell and container',
    { wipe: { every: 30, of: ['container', 'shell'] } },
    { overlay: true, moves: true, also: mounted(21) },
  ),
  loads(
    'wipes of everything',
    { wipe: { every: 20, of: [...everywhere] } },
    {
      user: undefined,
      moves: true,
      steps: untilGivenUp,
      also: inTurn(goInPlace('user/alice/comments'), mounted(40)),
    },
  ),
];

async function untilGivenUp({ page, isPlain }: Visit): Promise<void> {
  if (isPlain) return;
  await page.waitForFunction(() => window.watch.mounts >= 40 && !document.querySelector('vitals-panel'));
}

export const storms: Row[] = [...rough, ...wipes];
