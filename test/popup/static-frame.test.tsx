// @vitest-environment happy-dom
// The popup's HTML before its script runs, and what the script makes of it.
import { render as renderInto } from 'preact';
import { beforeEach, describe, expect, it } from 'vitest';
import { createStateStore } from '../../core/store/state-store.ts';
import { Popup } from '../../entrypoints/popup/Popup.tsx';
import { Skeleton } from '../../entrypoints/popup/Skeleton.tsx';
import { standInBackground } from '../components/background.ts';
import { message } from '../message.ts';
import { markupOf, staticRoot } from '../static-frame.ts';
import { act, render } from '../testing-library.ts';

const staticMain = (): Element => staticRoot('popup');

beforeEach(() => {
  standInBackground();
});

describe('the static frame of the popup', () => {
  it('the static frame is what the skeleton renders, without its text', () => {
    const { container } = render(<Skeleton />);
    const skeleton = container.firstElementChild;
    expect(skeleton?.getAttribute('aria-label')).toBe(message('popup.loading'));
    skeleton?.removeAttribute('aria-label');
    expect(markupOf(staticMain())).toBe(markupOf(container));
  });

  it('the static frame is busy and contains no text, which could be in another language', () => {
    expect(staticMain().querySelector('[role="status"]')?.getAttribute('aria-busy')).toBe('true');
    expect(staticMain().textContent.trim()).toBe('');
  });

  it('the script keeps the elements of the static frame until there is something to show', () => {
    const main = document.body.appendChild(staticMain());
    const before = [...main.querySelectorAll('*')];
    void act(() => renderInto(<Popup store={createStateStore()} />, main));
    expect([...main.querySelectorAll('*')]).toEqual(before);
    expect(before[0]?.getAttribute('aria-label')).toBe(message('popup.loading'));
    void act(() => renderInto(null, main));
    main.remove();
  });
});
