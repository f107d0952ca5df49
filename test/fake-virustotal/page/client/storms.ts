// Owns the storms: the ways in which the page renders, swaps and replaces its own nodes.
import type { StormKind } from '../options.ts';
import { replaceContainer, replaceShell } from './frame.ts';
import { currentView, refillOutlet, replaceView } from './router.ts';
import { delay } from './state.ts';
import { ViewElement } from './vt-element.ts';

const stormSteps: Record<StormKind, () => void | Promise<void>> = {
  // Renders the same template again.
  render: () => upgradedView()?.requestUpdate(),
  // Alternates between loading and loaded.
  swap: () => upgradedView()?.swap(),
  view: () => replaceView(),
  children: refillOutlet,
  container() {
    replaceContainer();
    refillOutlet();
  },
  async shell() {
    await replaceShell();
    refillOutlet();
  },
};

export async function storm(kind: StormKind, times = 10, every = kind === 'swap' ? 500 : 50): Promise<void> {
  for (let time = 0; time < times; time += 1) {
    await stormSteps[kind]();
    await delay(every);
  }
}

/** Does nothing until the view's module is loaded; before, the element has no methods. */
function upgradedView(): ViewElement | null {
  const view = currentView();
  return view instanceof ViewElement ? view : null;
}
