// How the reader wants pages annotated, as the background remembers it.
import { type Output, send } from '../../core/state/messages.ts';

export type Wish = Output<'panelState'>;

// A worker that has to be started first may take longer; the page is not to wait for it.
const patience = 300;
const usual: Wish = { annotate: 'always', folded: false };

/**
 * Asks how pages are to be annotated. A panel put there before the answer would flash on pages of readers who want none, and
 * push the page about for those who want it folded; so `told` first hears the answer, or the usual after a moment without one.
 * An answer that comes later is told then.
 */
export async function askWish(told: (wish: Wish) => void): Promise<void> {
  const timer = setTimeout(() => told(usual), patience);
  const answer = await send('panelState', {});
  clearTimeout(timer);
  told(answer.ok ? answer.value : usual);
}
