// Draws the panel: all that needs Preact, components and their looks.
import { h, render } from 'preact';
import type { Draw } from './drawing.ts';
import { placeIn } from './host.ts';
import { Panel } from './Panel.tsx';
import sheet from './panel.css?inline';

const dressed = new WeakSet<ShadowRoot>();

export const draw: Draw = (root, props) => {
  if (!dressed.has(root)) dress(root);
  render(h(Panel, props), placeIn(root));
};

function dress(root: ShadowRoot): void {
  const style = document.createElement('style');
  style.textContent = sheet;
  root.prepend(style);
  dressed.add(root);
}
