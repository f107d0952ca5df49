// How the reader wants pages annotated, as the background remembers it.
import { type Output, send } from '../../core/messages.ts';

export type PanelSettings = Output<'panelState'>;

/** What holds until the background has answered: most readers never change it. */
export const defaults: PanelSettings = { annotate: 'always', folded: false };

/** Asks how pages are to be annotated; undefined where the background cannot be reached. */
export async function requestSettings(): Promise<PanelSettings | undefined> {
  const answer = await send('panelState', {});
  return answer.ok ? answer.value : undefined;
}
