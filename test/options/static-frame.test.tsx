// @vitest-environment happy-dom
// The options page's HTML before its script runs, and what the script makes of it.
import { render as renderInto } from 'preact';
import { beforeEach, expect, it } from 'vitest';
import { createStateStore } from '../../core/store/state-store.ts';
import { Options } from '../../entrypoints/options/Options.tsx';
import { standInBackground } from '../components/background.ts';
import { message } from '../message.ts';
import { markupOf, staticRoot } from '../static-frame.ts';
import { act, render } from '../testing-library.ts';

beforeEach(() => {
  standInBackground();
});

it('the static frame is the beginning of what the script renders', () => {
  const { container } = render(<Options store={createStateStore()} />);
  expect(container.textContent).toContain(message('options.title'));
  container.querySelector('.head > div')?.remove();
  expect(markupOf(staticRoot('options'))).toBe(markupOf(container));
});

it('the script keeps the elements of the static frame', () => {
  const root = document.body.appendChild(staticRoot('options'));
  const before = [...root.querySelectorAll('*')];
  void act(() => renderInto(<Options store={createStateStore()} />, root));
  for (const element of before) expect(root.contains(element)).toBe(true);
  void act(() => renderInto(null, root));
  root.remove();
});
