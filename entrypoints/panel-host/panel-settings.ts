// How the reader wants pages annotated, as the background remembers it.
import { type Output, send } from '../../core/messages.ts';

export type Wish = Output<'panelState'>;

/** What holds until the background has answered: most readers never change it. */
export const usual: Wish = { annotate: 'always', folded: false };

/** Asks how pages are to be annotated; undefined where the background cannot be reached. */
export async function askWish(): Promise<Wish | undefined> {
  const answer = await send('panelState', {});
  return answer.ok ? answer.value : undefined;
}
