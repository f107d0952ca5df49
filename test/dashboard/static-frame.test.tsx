// @vitest-environment happy-dom
// The dashboard's HTML before its script runs, and what the script makes of it.
import { render as renderInto } from 'preact';
import { expect, it } from 'vitest';
import { createStateStore } from '../../core/store/state-store.ts';
import { Dashboard } from '../../entrypoints/dashboard/Dashboard.tsx';
import { DashboardFrame } from '../../entrypoints/dashboard/DashboardFrame.tsx';
import { standInBackground } from '../components/background.ts';
import { message } from '../message.ts';
import { markupOf, staticRoot } from '../static-frame.ts';
import { act, render } from '../testing-library.ts';

it('the static frame is what the script renders first, without its text', () => {
  const { container } = render(<DashboardFrame />);
  const frame = container.firstElementChild;
  expect(frame?.getAttribute('aria-label')).toBe(message('popup.loading'));
  frame?.removeAttribute('aria-label');
  expect(markupOf(staticRoot('dashboard'))).toBe(markupOf(container));
});

it('the static frame is busy and contains no text, which could be in another language', () => {
  const root = staticRoot('dashboard');
  expect(root.querySelector('[role="status"]')?.getAttribute('aria-busy')).toBe('true');
  expect(root.textContent.trim()).toBe('');
});

it('the script keeps the elements of the static frame until there is something to show', () => {
  standInBackground();
  const root = document.body.appendChild(staticRoot('dashboard'));
  const before = [...root.querySelectorAll('*')];
  void act(() => renderInto(<Dashboard store={createStateStore()} />, root));
  expect([...root.querySelectorAll('*')]).toEqual(before);
  void act(() => renderInto(null, root));
  root.remove();
});
