// Testing Library as the tests of pages and components use it.
import { act, cleanup, configure, render as renderInto, within } from '@testing-library/preact';
import type { ComponentChild } from 'preact';
import { onTestFinished } from 'vitest';

export { act, fireEvent, waitFor, within } from '@testing-library/preact';

// A busy machine must not fail a test that waits.
configure({ asyncUtilTimeout: 15_000 });

export type Queries = Omit<View, 'container' | 'unmount'>;
export type View = ReturnType<typeof render>;

/** Renders into the page, until the end of the test; with queries that look at nothing else in the page. */
export function render(node: ComponentChild) {
  const container = document.body.appendChild(document.createElement('div'));
  const { unmount } = renderInto(node, { container });
  // Within act, so that effects are cleaned up before the mocks go.
  onTestFinished(() => act(cleanup));
  return { container, unmount, ...within(container) };
}

/**
 * Waits until nothing is under way any more: so many turns of the event loop, however long they take. Only before a check
 * that something did not happen; what must happen is found with `findBy…` and `waitFor`.
 */
export const settle = (): Promise<void> =>
  act(async () => {
    for (let turn = 0; turn < 20; turn += 1) await new Promise((next) => setTimeout(next));
  });
