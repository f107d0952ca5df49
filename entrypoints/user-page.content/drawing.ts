// Where the two scripts of a page meet, in the world they share: one keeps the panel's place from the first moment on, the
// other brings all that draws and comes when the page has loaded. Whichever comes first, what is to be drawn is drawn.
import type { PanelProps } from './Panel.tsx';

/** Draws the panel into its root, or draws it anew. */
export type Draw = (root: ShadowRoot, props: PanelProps) => void;

type Meeting = { draw?: Draw; waiting: Map<ShadowRoot, PanelProps> };

const place = Symbol.for('vitals-drawing');
const world = globalThis as { [place]?: Meeting };
const meeting = (): Meeting => (world[place] ??= { waiting: new Map() });

/** Draws now, or as soon as it can be drawn; of what waits, the last. */
export function drawSoon(root: ShadowRoot, props: PanelProps): void {
  const { draw, waiting } = meeting();
  if (draw) draw(root, props);
  else waiting.set(root, props);
}

/** What waits for this root is not drawn any more. */
export const drawNoMore = (root: ShadowRoot): boolean => meeting().waiting.delete(root);

/** From now on it is drawn so; what waits is drawn at once. */
export function offerDrawing(draw: Draw): void {
  const { waiting } = Object.assign(meeting(), { draw });
  for (const [root, props] of waiting) draw(root, props);
  waiting.clear();
}
