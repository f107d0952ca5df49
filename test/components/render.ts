// Renders a component into the page of the test and takes it away again after it.
import type { ComponentChild } from 'preact';
import { render as renderInto } from 'preact';
import { act } from 'preact/test-utils';
import { afterEach } from 'vitest';

const roots: HTMLElement[] = [];

export async function render(node: ComponentChild): Promise<HTMLElement> {
  const root = document.createElement('main');
  document.body.append(root);
  roots.push(root);
  await act(() => renderInto(node, root));
  return root;
}

/** The one element that a selector finds; its absence fails the test with the page's text. */
export function one(root: ParentNode, selector: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`no ${selector} in: ${root.textContent}`);
  return found;
}

export function button(root: ParentNode, name: string): HTMLButtonElement {
  const found = [...root.querySelectorAll('button')].find(
    (each) => (each.getAttribute('aria-label') ?? each.textContent) === name,
  );
  if (!found) throw new Error(`no button "${name}" in: ${root.textContent}`);
  return found;
}

export const click = async (element: HTMLElement): Promise<void> => act(() => element.click());

/** Lets promises and effects that are under way come to their end: so many turns of the event loop, however long they take. */
export const settle = async (): Promise<void> =>
  act(async () => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((next) => setTimeout(next));
  });

afterEach(async () => {
  for (const root of roots.splice(0)) {
    // Within act, so that effects are cleaned up before the mocks go.
    await act(() => renderInto(null, root));
    root.remove();
  }
});
