// The mounting matrix, second part: what the page does to its own nodes and to the panel.
import type { MountingCase, Visit } from './mounting-case.ts';
import { replaceWith, sequence, mountingCase, expectMounts, untilRendered, storm } from './mounting-steps.ts';

const renderStorms: MountingCase[] = [
  mountingCase('a storm of renders', {}, { steps: storm('render', 20, 20), check: expectMounts(1) }),
  mountingCase(
    'a storm of loading states',
    { dataDelay: 50 },
    {
      steps: sequence(
        untilRendered,
        ...Array.from({ length: 4 }, () => sequence(storm('swap', 2, 20), untilRendered)),
      ),
      check: expectMounts(1),
    },
  ),
  mountingCase('a storm of new views', {}, { steps: storm('view', 10, 40), check: expectMounts(1) }),
  mountingCase(
    'a storm of emptied containers',
    {},
    { steps: storm('children', 10, 40), check: expectMounts(1) },
  ),
  mountingCase(
    'a storm of new containers',
    {},
    { steps: storm('container', 10, 40), check: expectMounts(1) },
  ),
  mountingCase('a storm of new shells', {}, { steps: storm('shell', 10, 40), check: expectMounts(11) }),
  mountingCase('a storm around the panel', { slot: 'named' }, { steps: storm('children', 10, 40) }),
];

const allContainers = ['container', 'shell', 'body'] as const;

const wipes: MountingCase[] = [
  mountingCase(
    'the panel removed once',
    {},
    { steps: ({ page }) => page.evaluate(() => window.page.wipe()), check: expectMounts(2) },
  ),
  mountingCase(
    'shell and container emptied repeatedly',
    { wipe: { every: 30, of: ['container', 'shell'] } },
    { overlay: true, mayShift: true, check: expectMounts(21) },
  ),
  mountingCase(
    'shell, container and body emptied repeatedly',
    { wipe: { every: 20, of: [...allContainers] } },
    {
      user: undefined,
      mayShift: true,
      steps: untilMountingStops,
      check: sequence(replaceWith('user/alice/comments'), expectMounts(40)),
    },
  ),
];

async function untilMountingStops({ page, isPlain }: Visit): Promise<void> {
  if (isPlain) return;
  await page.waitForFunction(() => window.watch.mounts >= 40 && !document.querySelector('vitals-panel'));
}

export const storms: MountingCase[] = [...renderStorms, ...wipes];
