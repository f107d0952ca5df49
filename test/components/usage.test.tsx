// @vitest-environment happy-dom
// The usage history as it is heard, read as tables and saved; uPlot's drawing itself is not looked at here.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { UsageChart, type UsageChartProps } from '../../components/UsageChart.tsx';
import type { EndpointUsage, UsageDay } from '../../core/virustotal/resources/usage.ts';
import { message } from '../message.ts';
import { readCsv } from '../spreadsheet.ts';
import { act, fireEvent, render, type View } from '../testing-library.ts';

const hostile = '<img src=x onerror="alert(1)">';
const billable = (name: string, requests: number): EndpointUsage => ({ name, requests, consuming: true });
const free = (name: string, requests: number): EndpointUsage => ({ name, requests, consuming: false });
const on = (day: string, ...endpoints: EndpointUsage[]): UsageDay => ({ day, endpoints, invalidFields: [] });
const usage = [
  on('2026-11-20', billable('files', 1000), billable('domains', 200), free('url_submission', 7)),
  on('2026-11-19', billable('files', 34)),
  on('2026-11-18'),
];

const nothing = (): void => {};

beforeEach(() => {
  // happy-dom has no canvas: this context accepts every call and returns nothing.
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

type Named = 'usage.by_day' | 'usage.by_endpoint';
const rowsOf = ({ getByRole }: View, table: Named = 'usage.by_day') =>
  [...getByRole<HTMLTableElement>('table', { name: message(table) }).rows].map((row) =>
    [...row.cells].map((cell) => cell.textContent),
  );

const requests = (count: string) => message('usage.requests', 2, count);
const dayHeading = message('usage.day');
const total = message('usage.total');
const picture = ({ getByRole }: View) => getByRole('img').closest('.usage-picture')?.textContent;
const freeSwitch = ({ queryByRole }: View) => queryByRole('checkbox', { name: message('usage.count_free') });

describe('the usage history', () => {
  it('the usage history summarizes the chart in a sentence', () => {
    const label = message('usage.label', 'Nov 18\u2009–\u200920, 2026', requests('1,234'));
    const day = message('usage.busiest_day', 'Fri, Nov 20, 2026', '1,200');
    const endpoint = message('usage.busiest_endpoint', 'files', '1,034');
    expect(chart().getByRole('img').getAttribute('aria-label')).toBe(`${label}; ${day}; ${endpoint}.`);
  });

  it('the usage history has the figures as a table, newest day first', () => {
    const view = chart();
    expect(view.getByText(message('usage.table')).localName).toBe('summary');
    expect(rowsOf(view)).toEqual([
      [dayHeading, total, 'files', 'domains'],
      ['Fri, Nov 20, 2026', '1,200', '1,000', '200'],
      ['Thu, Nov 19, 2026', '34', '34', '0'],
      ['Wed, Nov 18, 2026', '0', '0', '0'],
    ]);
  });

  it('the usage table is sorted by total in both directions', () => {
    const view = chart();
    const byTotal = view.getByRole('button', { name: total });
    fireEvent.click(byTotal);
    expect(byTotal.closest('th')?.getAttribute('aria-sort')).toBe('descending');
    fireEvent.click(byTotal);
    expect(byTotal.closest('th')?.getAttribute('aria-sort')).toBe('ascending');
    expect(rowsOf(view)[1]?.[1]).toBe('0');
  });

  it('the usage history includes free calls only on request', () => {
    const view = chart();
    expect(view.getByText(requests('1,234'), { selector: 'strong' })).toBeDefined();
    fireEvent.click(freeSwitch(view) as HTMLElement);
    expect(view.getByText(requests('1,241'), { selector: 'strong' })).toBeDefined();
    expect(rowsOf(view)[0]).toContain(message('usage.free_name', 'url_submission'));
    expect(rowsOf(view, 'usage.by_endpoint').at(-1)).toEqual(['url_submission', '7', message('usage.free')]);
  });

  it('the usage history has no switch for free calls if there are none', () => {
    expect(freeSwitch(chart({ usage: usage.slice(1) }))).toBeNull();
  });

  it('the usage chart reads a day out by keyboard and goes back to all days', () => {
    const view = chart();
    const slider = view.getByRole('slider', { name: message('usage.pick_day') });
    void act(() => {
      slider.focus();
    });
    expect(slider.getAttribute('aria-valuetext')).toBe(
      `Fri, Nov 20, 2026: ${requests('1,200')}; files 1,000; domains 200`,
    );
    expect(picture(view)).toContain(message('usage.so_far', requests('1,200')));
    fireEvent.input(slider, { target: { value: '1' } });
    expect(picture(view)).toContain(`Thu, Nov 19, 2026${requests('34')}`);
    void act(() => {
      slider.blur();
    });
    expect(picture(view)).toContain(message('usage.all_days'));
  });

  it('the usage history distinguishes missing days from unused ones', () => {
    const view = chart({ usage: [on('2026-11-20', billable('files', 1)), on('2026-11-18')] });
    expect(rowsOf(view)[2]).toEqual(['Thu, Nov 19, 2026', message('usage.not_read'), '']);
    expect(view.getByText(message('usage.unread', 1))).toBeDefined();
    expect(view.getByText(message('usage.older_missing'))).toBeDefined();
  });

  it("the usage history shows VirusTotal's totals only if they differ", () => {
    const [newest, ...rest] = usage as [UsageDay, ...UsageDay[]];
    const withTotals = (...endpoints: EndpointUsage[]) => [
      { ...newest, totals: { endpoints, invalidFields: [] } },
      ...rest,
    ];
    const same = [billable('files', 1034), billable('domains', 200)];
    const equalTotals = chart({ usage: withTotals(...same) });
    expect(equalTotals.container.textContent).not.toContain(message('usage.virustotal_total'));
    expect(equalTotals.container.textContent).not.toContain(message('usage.totals_differ'));
    equalTotals.unmount();
    const view = chart({ usage: withTotals(...same, billable('file_download', 309)) });
    expect(view.getByText(message('usage.totals_differ'))).toBeDefined();
    expect(rowsOf(view, 'usage.by_endpoint').at(-1)).toEqual([
      'file_download',
      '0',
      '309',
      message('usage.counts'),
    ]);
  });

  it("the usage history shows VirusTotal's totals of days without use, and counts its invalid figures", () => {
    const totals = { endpoints: [billable('file_download', 309)], invalidFields: ['files'] };
    const view = chart({ usage: [{ ...on('2026-11-20'), totals }] });
    expect(view.getByText(message('usage.none'))).toBeDefined();
    expect(view.getByText(message('usage.totals_unreadable'))).toBeDefined();
    expect(rowsOf(view, 'usage.by_endpoint').at(-1)).toEqual([
      'file_download',
      '0',
      '309',
      message('usage.counts'),
    ]);
  });

  it('the usage history without days says so', () => {
    expect(chart({ usage: [] }).container.textContent).toBe(message('usage.none_read'));
  });

  it('the usage history without use says so', () => {
    expect(chart({ usage: [on('2026-11-20')] }).getByText(message('usage.none'))).toBeDefined();
  });

  it('the usage history renders foreign names as text, however many and long', () => {
    const many = Array.from({ length: 150 }, (_, index) => billable(`e${index}`, index + 1));
    const long = hostile + 'x'.repeat(400);
    const view = chart({ usage: [on('2026-11-20', billable(long, Number.MAX_SAFE_INTEGER), ...many)] });
    expect(view.container.querySelector('img')).toBeNull();
    expect(view.container.querySelector('.usage-legend li bdi')?.textContent).toBe(long);
    expect(view.getByText(message('usage.more_rows', 51))).toBeDefined();
  });
});

describe('the exported usage file', () => {
  it('the usage export is CSV with free calls, is named after its owner, and contains no formula', async () => {
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
    const { getByRole } = chart({
      usage: [on('2026-11-20', billable('=1+1', 2), free('a,b', 3))],
      owner: 'a/../b',
    });
    const title = message('usage.file', 'a/../b');
    fireEvent.click(getByRole('button', { name: message('dashboard.list.export_as', title, 'CSV') }));
    expect(names).toEqual(['api-usage-of-a-b.csv']);
    const csv = (await blobs[0]?.text()) ?? '';
    expect(csv[0]).toBe('\ufeff');
    expect(readCsv(csv.slice(1), ',')).toEqual([
      [dayHeading, message('usage.endpoint'), message('usage.consuming'), total],
      ['2026-11-20', "'=1+1", 'true', '2'],
      ['2026-11-20', 'a,b', 'false', '3'],
    ]);
  });
});
