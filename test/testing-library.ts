// Testing Library as the tests of pages and components use it.
import { act, cleanup, configure, render as renderInto, within } from '@testing-library/preact';
import type { ComponentChild } from 'preact';
import { onTestFinished } from 'vitest';

export { act, fireEvent, waitFor, within } from '@testing-library/preact';

// A long timeout, so that a busy machine fails no test.
configure({ asyncUtilTimeout: 15_000 });

export type Queries = Omit<View, 'container' | 'unmount'>;
export type View = ReturnType<typeof render>;

/** Renders into the page until the end of the test; its queries search only the rendered content. */
export function render(node: ComponentChild) {
  const container = document.body.appendChild(document.createElement('div'));
  const { unmount } = renderInto(node, { container });
  // Within act, so that effects are cleaned up before the mocks are restored.
  onTestFinished(() => act(cleanup));
  return { container, unmount, ...within(container) };
}

/**
 * Waits a number of event loop turns until nothing is pending. Use it only before a check that something did not
 * happen; wait with `findBy…` and `waitFor` for what must happen.
 */
export const settle = (): Promise<void> =>
  act(async () => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((next) => setTimeout(next));
  });
