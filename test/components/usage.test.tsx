// @vitest-environment happy-dom
// The usage history as it is heard, read as tables and saved; uPlot's drawing itself is not looked at here.
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UsageChart, type UsageChartProps } from '../../components/UsageChart.tsx';
import type { EndpointUsage, UsageDay } from '../../core/virustotal/resources/usage.ts';
import { button, click, one, render } from './render.ts';

const hostile = '<img src=x onerror="alert(1)">';
const counted = (name: string, requests: number): EndpointUsage => ({ name, requests, consuming: true });
const free = (name: string, requests: number): EndpointUsage => ({ name, requests, consuming: false });
const on = (day: string, ...endpoints: EndpointUsage[]): UsageDay => ({ day, endpoints, wrong: [] });
const usage = [
  on('2026-11-20', counted('files', 1000), counted('domains', 200), free('url_submission', 7)),
  on('2026-11-19', counted('files', 34)),
  on('2026-11-18'),
];

const nothing = (): void => {};

beforeEach(() => {
  // happy-dom draws nothing: a context that takes every call and gives nothing.
  const context = new Proxy({}, { get: () => () => ({ width: 10 }), set: () => true });
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(context as never);
  vi.stubGlobal(
    'Path2D',
    class {
      rect = nothing;
      moveTo = nothing;
      lineTo = nothing;
      closePath = nothing;
    },
  );
});
afterEach(() => vi.unstubAllGlobals());

const chart = (props: Partial<UsageChartProps> = {}) =>
  render(<UsageChart usage={usage} owner="acme" {...props} />);
const rowsOf = (root: HTMLElement, table = 'table') =>
  [...one(root, table).querySelectorAll('tr')].map((row) => [...row.cells].map((cell) => cell.textContent));

describe('the usage history', () => {
  it('says in a sentence what the chart shows', async () => {
    expect(one(await chart(), '[role=img]').getAttribute('aria-label')).toBe(
      'API requests by day and endpoint, Nov 18\u2009–\u200920, 2026 (UTC). 1,234 requests in all; ' +
        'busiest day Fri, Nov 20, 2026 with 1,200; busiest endpoint files with 1,034.',
    );
  });

  it('gives the same figures as a table, newest day first', async () => {
    const root = await chart();
    expect(one(root, 'summary').textContent).toBe('Show as a table');
    expect(one(root, 'caption').textContent).toBe('API requests by day (UTC) and endpoint');
    expect(rowsOf(root)).toEqual([
      ['Day (UTC)', 'Requests', 'files', 'domains'],
      ['Fri, Nov 20, 2026', '1,200', '1,000', '200'],
      ['Thu, Nov 19, 2026', '34', '34', '0'],
      ['Wed, Nov 18, 2026', '0', '0', '0'],
    ]);
  });

  it('sorts the table by total, either way', async () => {
    const root = await chart();
    await click(button(root, 'Requests'));
    expect(one(root, '[aria-sort=descending]').textContent).toBe('Requests');
    await click(button(root, 'Requests'));
    expect(one(root, '[aria-sort=ascending]').textContent).toBe('Requests');
    expect(rowsOf(root)[1]?.[1]).toBe('0');
  });

  it('counts free calls only when told to', async () => {
    const root = await chart();
    expect(one(root, '.usage-head').textContent).toContain('1,234 requests');
    await click(one(root, 'input[type=checkbox]'));
    expect(one(root, '.usage-head').textContent).toContain('1,241 requests');
    expect(rowsOf(root)[0]).toContain('url_submission (free)');
    expect(rowsOf(root, '.usage-endpoints').at(-1)).toEqual(['url_submission', '7', 'free']);
  });

  it('has no such switch where there are none', async () => {
    expect((await chart({ usage: usage.slice(1) })).querySelector('[type=checkbox]')).toBeNull();
  });

  it('reads a day out by keyboard and goes back to all days', async () => {
    const root = await chart();
    const slider = one(root, 'input[type=range]') as HTMLInputElement;
    expect(slider.getAttribute('aria-label')).toBe('Day to read');
    await act(() => slider.focus());
    expect(slider.getAttribute('aria-valuetext')).toBe(
      'Fri, Nov 20, 2026: 1,200 requests; files 1,000; domains 200',
    );
    expect(one(root, '.usage-legend').textContent).toContain('1,200 requests so far');
    await act(() => {
      slider.value = '1';
      slider.dispatchEvent(new Event('input', { bubbles: true }));
    });
    expect(one(root, '.usage-legend').textContent).toContain('Thu, Nov 19, 202634 requests');
    await act(() => slider.blur());
    expect(one(root, '.usage-legend').textContent).toContain('All days');
  });

  it('tells the unread from the unused', async () => {
    const root = await chart({ usage: [on('2026-11-20', counted('files', 1)), on('2026-11-18')] });
    expect(rowsOf(root)[2]).toEqual(['Thu, Nov 19, 2026', 'not read', '']);
    expect(root.textContent).toContain('1 day in between was not read.');
    expect(root.textContent).toContain('Not all of the 60 days');
  });

  it("names VirusTotal's totals only where they differ", async () => {
    const [newest, ...rest] = usage as [UsageDay, ...UsageDay[]];
    const withTotals = (...endpoints: EndpointUsage[]) => [
      { ...newest, totals: { endpoints, wrong: [] } },
      ...rest,
    ];
    const same = [counted('files', 1034), counted('domains', 200)];
    expect((await chart({ usage: withTotals(...same) })).textContent).not.toContain("VirusTotal's");
    const root = await chart({ usage: withTotals(...same, counted('file_download', 309)) });
    expect(root.textContent).toContain('VirusTotal also gives totals of its own');
    expect(rowsOf(root, '.usage-endpoints').at(-1)).toEqual(['file_download', '0', '309', 'yes']);
  });

  it("shows VirusTotal's totals of days without use, and says what of them could not be read", async () => {
    const totals = { endpoints: [counted('file_download', 309)], wrong: ['files'] };
    const root = await chart({ usage: [{ ...on('2026-11-20'), totals }] });
    expect(root.textContent).toContain('No API requests on these days.');
    expect(root.textContent).toContain("Some of VirusTotal's own totals could not be read.");
    expect(rowsOf(root, '.usage-endpoints').at(-1)).toEqual(['file_download', '0', '309', 'yes']);
  });

  it('has words for no days and for no use', async () => {
    expect((await chart({ usage: [] })).textContent).toBe('No usage was read yet.');
    expect((await chart({ usage: [on('2026-11-20')] })).textContent).toContain(
      'No API requests on these days.',
    );
  });

  it('keeps foreign names text, however many and long', async () => {
    const many = Array.from({ length: 150 }, (_, index) => counted(`e${index}`, index + 1));
    const long = hostile + 'x'.repeat(400);
    const root = await chart({ usage: [on('2026-11-20', counted(long, Number.MAX_SAFE_INTEGER), ...many)] });
    expect(root.querySelector('img')).toBeNull();
    expect(one(root, '.usage-legend li bdi').textContent).toBe(long);
    expect(root.textContent).toContain('and 51 more endpoints, in the exported file');
  });
});

describe('the exported file', () => {
  it('is CSV with free calls, named after its owner, and runs no formula', async () => {
    const blobs: Blob[] = [];
    const names: string[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
      blobs.push(blob as Blob);
      return 'blob:here';
    });
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function noted(
      this: HTMLAnchorElement,
    ) {
      names.push(this.download);
    });
    const root = await chart({
      usage: [on('2026-11-20', counted('=1+1', 2), free('a,b', 3))],
      owner: 'a/../b',
    });
    await click(button(root, 'API usage of a/../b as CSV'));
    expect(names).toEqual(['api-usage-of-a-b.csv']);
    expect(await blobs[0]?.text()).toBe(
      '\ufeffDay (UTC),Endpoint,Counts against the quota,Requests\r\n' +
        "2026-11-20,'=1+1,true,2\r\n" +
        '2026-11-20,"a,b",false,3\r\n',
    );
  });
});
