// How the reader wants pages annotated, as the background remembers it.
import { type Output, send } from '../../core/messages.ts';
import type { Place } from '../../core/panel-channel.ts';

export type PanelSettings = Omit<Output<'getPanelSettings'>, 'isPublicOnly'>;

/** What holds until the background has answered: most readers never change it. */
export const defaults: PanelSettings = { panelMode: 'always', collapsed: false };

/**
 * Asks how pages are to be annotated, and whether only public data were visible on this one last time; undefined where the
 * background cannot be reached.
 */
export async function requestSettings(
  place: Place,
): Promise<{ settings: PanelSettings; isPublicOnly: boolean } | undefined> {
  const answer = await send('getPanelSettings', { place });
  if (!answer.ok) return undefined;
  const { isPublicOnly, ...settings } = answer.value;
  return { settings, isPublicOnly };
}
