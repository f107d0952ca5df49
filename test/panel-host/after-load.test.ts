// @vitest-environment happy-dom
// When the panel's frame is inserted: the page's load event must not wait for it, and it must not wait for a page that never loads.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { afterLoad } from '../../entrypoints/panel-host/virustotal-page.ts';

let readyState: DocumentReadyState;
let removal: AbortController;
let insert: ReturnType<typeof vi.fn<() => void>>;

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(document, 'readyState', 'get').mockImplementation(() => readyState);
  readyState = 'interactive';
  removal = new AbortController();
  insert = vi.fn<() => void>();
});
afterEach(() => void vi.useRealTimers());

const load = (): void => {
  readyState = 'complete';
  dispatchEvent(new Event('load'));
};

describe('the panel’s frame', () => {
  it('is inserted at once into a page that has loaded', () => {
    readyState = 'complete';
    afterLoad(insert, removal.signal);
    expect(insert).toHaveBeenCalledOnce();
  });

  it('is inserted once, after the load event of a page that loads', () => {
    afterLoad(insert, removal.signal);
    vi.advanceTimersByTime(500);
    load();
    expect(insert).not.toHaveBeenCalled();
    vi.advanceTimersByTime(0);
    expect(insert).toHaveBeenCalledOnce();
    vi.runAllTimers();
    expect(insert).toHaveBeenCalledOnce();
  });

  it('is inserted into a page that is still loading after a second', () => {
    afterLoad(insert, removal.signal);
    vi.advanceTimersByTime(1000);
    expect(insert).toHaveBeenCalledOnce();
    load();
    vi.runAllTimers();
    expect(insert).toHaveBeenCalledOnce();
  });

  it.each(['before', 'after'])('is not inserted for a place that the page left %s it had loaded', (when) => {
    afterLoad(insert, removal.signal);
    if (when === 'after') load();
    removal.abort();
    if (when === 'before') load();
    vi.runAllTimers();
    expect(insert).not.toHaveBeenCalled();
  });
});
