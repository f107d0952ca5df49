// Usage: which days are known, what stands out, what goes where, and the rows of the exported file.
import { describe, expect, it } from 'vitest';
import type { EndpointUsage, UsageDay } from '../../../core/virustotal/resources/usage.ts';
import {
  endpointTotals,
  hasFreeCalls,
  topEndpoints,
  fillDailySeries,
  retentionDays,
  usageSummary,
} from '../../../core/domain/usage.ts';
import {
  compareWithReported,
  reportedTotals,
  differsFromReported,
  usageRows,
} from '../../../core/domain/usage-totals.ts';

const counted = (name: string, requests: number): EndpointUsage => ({ name, requests, consuming: true });
const free = (name: string, requests: number): EndpointUsage => ({ name, requests, consuming: false });
const on = (day: string, ...endpoints: EndpointUsage[]): UsageDay => ({ day, endpoints, invalidFields: [] });

const usage = [
  on('2026-11-21', counted('files', 3), free('files', 9)),
  on('2026-11-20'),
  on('2026-11-18', counted('files', 1), counted('domains', 2)),
];

describe('days of usage', () => {
  it('run from the first to the last read; the unread between are unknown, the unused zero', () => {
    expect(fillDailySeries(usage, false).map(({ day, total }) => [day, total])).toEqual([
      ['2026-11-18', 3],
      ['2026-11-19', undefined],
      ['2026-11-20', 0],
      ['2026-11-21', 3],
    ]);
  });

  it('count free calls only when asked to', () => {
    expect(fillDailySeries(usage, true).at(-1)?.total).toBe(12);
    expect(hasFreeCalls(usage)).toBe(true);
    expect(hasFreeCalls(usage.slice(1))).toBe(false);
  });

  it('are 60 at most, the newest, over a change of the clocks and of the year', () => {
    const days = fillDailySeries([on('2027-03-30'), on('1970-01-01'), on('no day')], false);
    expect(days).toHaveLength(retentionDays);
    expect(days.at(-1)?.day).toBe('2027-03-30');
    expect(new Set(days.map(({ day }) => day)).size).toBe(retentionDays);
  });

  it('are none where none was read', () => {
    expect(fillDailySeries([], true)).toEqual([]);
    expect(fillDailySeries([on('never')], true)).toEqual([]);
    expect(usageSummary([])).toBeUndefined();
  });
});

describe('endpoints', () => {
  const many = fillDailySeries(
    [on('2026-11-21', ...[1, 2, 3, 4].map((count) => counted(`e${count}`, count)))],
    true,
  );

  it('are named busiest first, the others put together', () => {
    expect(
      topEndpoints(many, 2).map(({ name, endpointCount, total }) => [name, endpointCount, total]),
    ).toEqual([
      ['e4', 1, 4],
      ['e3', 1, 3],
      [undefined, 2, 3],
    ]);
  });

  it('keep the name of a single other one', () => {
    expect(topEndpoints(many, 3).map(({ name }) => name)).toEqual(['e4', 'e3', 'e2', 'e1']);
  });

  it('add up day by day to the total of the day', () => {
    const days = fillDailySeries(usage, true);
    const series = topEndpoints(days, 1);
    for (const [place, { total = 0 }] of days.entries())
      expect(series.reduce((all, { byDay }) => all + (byDay[place] ?? 0), 0)).toBe(total);
  });

  it('of one name are two where some calls are free', () => {
    expect(endpointTotals(fillDailySeries(usage, true))).toEqual([
      free('files', 9),
      counted('files', 4),
      counted('domains', 2),
    ]);
    expect(usage[0]?.endpoints[0]).toEqual(counted('files', 3));
  });
});

describe('the summary', () => {
  it('names the total, the newest of the busiest days and the busiest endpoint', () => {
    expect(usageSummary(fillDailySeries(usage, false))).toMatchObject({
      from: '2026-11-18',
      to: '2026-11-21',
      total: 6,
      busiestDay: { day: '2026-11-21', total: 3 },
      busiestEndpoint: counted('files', 4),
      unread: 1,
      partial: 0,
    });
  });

  it('names no busiest day where nothing was used, and counts the days with unreadable figures', () => {
    const summary = usageSummary(fillDailySeries([{ ...on('2026-11-21'), invalidFields: ['files'] }], false));
    expect(summary).toMatchObject({ total: 0, partial: 1 });
    expect(summary?.busiestDay).toBeUndefined();
    expect(summary?.busiestEndpoint).toBeUndefined();
  });
});

describe("VirusTotal's own totals", () => {
  const totals = [counted('files', 4)];

  it('stand beside ours, those of endpoints on no day too', () => {
    const both = compareWithReported(totals, [
      counted('files', 4),
      counted('file_download', 309),
      free('files', 0),
    ]);
    expect(both).toEqual([
      { ...counted('files', 4), reported: 4 },
      { ...counted('file_download', 0), reported: 309 },
    ]);
    expect(differsFromReported(both)).toBe(true);
  });

  it('are not apart where they are the same or unknown', () => {
    expect(differsFromReported(compareWithReported(totals, totals))).toBe(false);
    expect(compareWithReported(totals)).toEqual(totals);
    expect(differsFromReported(compareWithReported(totals))).toBe(false);
  });
});

const given = (...endpoints: EndpointUsage[]) => ({ totals: { endpoints, invalidFields: [] } });

describe("VirusTotal's totals of all days", () => {
  const newest = { ...on('2026-11-20'), ...given(counted('files', 4), free('files', 1)) };
  const older = { ...on('2026-10-21'), ...given(counted('files', 3), counted('urls', 2)) };

  it('are those of its answers, added up', () => {
    expect(reportedTotals([newest, on('2026-11-19'), older, on('2026-10-20')])).toEqual({
      endpoints: [counted('files', 7), counted('urls', 2), free('files', 1)],
      invalidFields: [],
    });
  });

  it('are unknown where an answer gave none', () => {
    expect(reportedTotals([newest, on('2026-10-21')])).toBeUndefined();
    expect(reportedTotals([on('2026-11-20'), older])).toBeUndefined();
    expect(reportedTotals([])).toBeUndefined();
  });
});

describe('rows to export', () => {
  it('are all that was read, oldest first; a day without use is a row, an unreadable one is not zero', () => {
    expect(usageRows([...usage, { ...on('2026-11-17'), invalidFields: ['daily'] }])).toEqual([
      { day: '2026-11-18', endpoint: 'files', consuming: true, requests: 1 },
      { day: '2026-11-18', endpoint: 'domains', consuming: true, requests: 2 },
      { day: '2026-11-20', requests: 0 },
      { day: '2026-11-21', endpoint: 'files', consuming: true, requests: 3 },
      { day: '2026-11-21', endpoint: 'files', consuming: false, requests: 9 },
    ]);
  });
});
