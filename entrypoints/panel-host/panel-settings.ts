// How the reader wants pages annotated, as the background remembers it.
import { type Output, send } from '../../core/messages.ts';

export type PanelSettings = Output<'getPanelSettings'>;

/** What holds until the background has answered: most readers never change it. */
export const defaults: PanelSettings = { panelMode: 'always', collapsed: false };

/** Asks how pages are to be annotated; undefined where the background cannot be reached. */
export async function requestSettings(): Promise<PanelSettings | undefined> {
  const answer = await send('getPanelSettings', {});
  return answer.ok ? answer.value : undefined;
}
