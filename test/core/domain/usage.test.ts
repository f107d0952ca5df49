// Usage: known days, the summary, the sum by endpoint, and the rows of the export.
import { describe, expect, it } from 'vitest';
import type { EndpointUsage, UsageDay } from '../../../core/virustotal/resources/usage.ts';
import {
  endpointTotals,
  hasFreeCalls,
  topEndpoints,
  fillDailySeries,
  retentionDays,
  usagePace,
  usageSummary,
  usedSoFar,
} from '../../../core/domain/usage.ts';
import {
  compareWithReported,
  reportedTotals,
  differsFromReported,
  usageRows,
} from '../../../core/domain/usage-totals.ts';

const billable = (name: string, requests: number): EndpointUsage => ({ name, requests, consuming: true });
const free = (name: string, requests: number): EndpointUsage => ({ name, requests, consuming: false });
const on = (day: string, ...endpoints: EndpointUsage[]): UsageDay => ({ day, endpoints, invalidFields: [] });

const usage = [
  on('2026-11-21', billable('files', 3), free('files', 9)),
  on('2026-11-20'),
  on('2026-11-18', billable('files', 1), billable('domains', 2)),
];

describe('the daily series of usage', () => {
  it('the daily series runs from the first to the last loaded day; missing days are unknown, unused days zero', () => {
    expect(fillDailySeries(usage, false).map(({ day, total }) => [day, total])).toEqual([
      ['2026-11-18', 3],
      ['2026-11-19', undefined],
      ['2026-11-20', 0],
      ['2026-11-21', 3],
    ]);
  });

  it('the daily series includes free calls only on request', () => {
    expect(fillDailySeries(usage, true).at(-1)?.total).toBe(12);
    expect(hasFreeCalls(usage)).toBe(true);
    expect(hasFreeCalls(usage.slice(1))).toBe(false);
  });

  it('the daily series has the newest 60 days at most, across clock changes and the turn of the year', () => {
    const days = fillDailySeries([on('2027-03-30'), on('1970-01-01'), on('no day')], false);
    expect(days).toHaveLength(retentionDays);
    expect(days.at(-1)?.day).toBe('2027-03-30');
    expect(new Set(days.map(({ day }) => day)).size).toBe(retentionDays);
  });

  it('the daily series is empty without loaded days', () => {
    expect(fillDailySeries([], true)).toEqual([]);
    expect(fillDailySeries([on('never')], true)).toEqual([]);
    expect(usageSummary([])).toBeUndefined();
  });
});

describe('usage by endpoint', () => {
  const many = fillDailySeries(
    [on('2026-11-21', ...[1, 2, 3, 4].map((count) => billable(`e${count}`, count)))],
    true,
  );

  it('endpoints are sorted by use, and the rest is summed up', () => {
    expect(
      topEndpoints(many, 2).map(({ name, endpointCount, total }) => [name, endpointCount, total]),
    ).toEqual([
      ['e4', 1, 4],
      ['e3', 1, 3],
      [undefined, 2, 3],
    ]);
  });

  it('a single remaining endpoint keeps its name', () => {
    expect(topEndpoints(many, 3).map(({ name }) => name)).toEqual(['e4', 'e3', 'e2', 'e1']);
  });

  it('endpoints add up to the total of each day', () => {
    const days = fillDailySeries(usage, true);
    const series = topEndpoints(days, 1);
    for (const [index, { total = 0 }] of days.entries())
      expect(series.reduce((all, { byDay }) => all + (byDay[index] ?? 0), 0)).toBe(total);
  });

  it('an endpoint with free and billable calls is listed twice', () => {
    expect(endpointTotals(fillDailySeries(usage, true))).toEqual([
      free('files', 9),
      billable('files', 4),
      billable('domains', 2),
    ]);
    expect(usage[0]?.endpoints[0]).toEqual(billable('files', 3));
  });
});

describe('the usage summary', () => {
  it('the usage summary has the total, the latest of the busiest days and the busiest endpoint', () => {
    expect(usageSummary(fillDailySeries(usage, false))).toMatchObject({
      from: '2026-11-18',
      to: '2026-11-21',
      total: 6,
      busiestDay: { day: '2026-11-21', total: 3 },
      busiestEndpoint: billable('files', 4),
      unread: 1,
      partial: 0,
    });
  });

  it('the usage summary has no busiest day without use, and counts days with invalid figures', () => {
    const summary = usageSummary(fillDailySeries([{ ...on('2026-11-21'), invalidFields: ['files'] }], false));
    expect(summary).toMatchObject({ total: 0, partial: 1 });
    expect(summary?.busiestDay).toBeUndefined();
    expect(summary?.busiestEndpoint).toBeUndefined();
  });
});

describe("VirusTotal's own usage totals", () => {
  const totals = [billable('files', 4)];

  it("VirusTotal's totals are shown next to ours, including endpoints without a day", () => {
    const both = compareWithReported(totals, [
      billable('files', 4),
      billable('file_download', 309),
      free('files', 0),
    ]);
    expect(both).toEqual([
      { ...billable('files', 4), reported: 4 },
      { ...billable('file_download', 0), reported: 309 },
    ]);
    expect(differsFromReported(both)).toBe(true);
  });

  it("VirusTotal's totals are not shown if they are equal or unknown", () => {
    expect(differsFromReported(compareWithReported(totals, totals))).toBe(false);
    expect(compareWithReported(totals)).toEqual(totals);
    expect(differsFromReported(compareWithReported(totals))).toBe(false);
  });
});

const given = (...endpoints: EndpointUsage[]) => ({ totals: { endpoints, invalidFields: [] } });

describe("VirusTotal's usage totals of all days", () => {
  const newest = { ...on('2026-11-20'), ...given(billable('files', 4), free('files', 1)) };
  const older = { ...on('2026-10-21'), ...given(billable('files', 3), billable('urls', 2)) };

  it("VirusTotal's totals of all days are the sum of the responses", () => {
    expect(reportedTotals([newest, on('2026-11-19'), older, on('2026-10-20')])).toEqual({
      endpoints: [billable('files', 7), billable('urls', 2), free('files', 1)],
      invalidFields: [],
    });
  });

  it("VirusTotal's totals of all days are unknown if a response has none", () => {
    expect(reportedTotals([newest, on('2026-10-21')])).toBeUndefined();
    expect(reportedTotals([on('2026-11-20'), older])).toBeUndefined();
    expect(reportedTotals([])).toBeUndefined();
  });
});

describe('usage rows of the export', () => {
  it('the usage export has all loaded days, oldest first; unused days are rows, and invalid figures are not zero', () => {
    expect(usageRows([...usage, { ...on('2026-11-17'), invalidFields: ['daily'] }])).toEqual([
      { day: '2026-11-18', endpoint: 'files', consuming: true, requests: 1 },
      { day: '2026-11-18', endpoint: 'domains', consuming: true, requests: 2 },
      { day: '2026-11-20', requests: 0 },
      { day: '2026-11-21', endpoint: 'files', consuming: true, requests: 3 },
      { day: '2026-11-21', endpoint: 'files', consuming: false, requests: 9 },
    ]);
  });
});

describe('the pace of usage', () => {
  const now = Date.UTC(2026, 10, 21, 12);

  it('the pace is today so far, and the average of the loaded days before', () => {
    expect(usagePace(fillDailySeries(usage, false), now)).toEqual({ today: 3, average: 1.5 });
    expect(usagePace(fillDailySeries(usage.slice(0, 1), false), now)).toEqual({
      today: 3,
      average: undefined,
    });
    expect(usagePace([], now)).toEqual({ today: undefined, average: undefined });
  });

  it('the use so far is of today, and of the month where all of its days are loaded', () => {
    expect(usedSoFar(usage, now)).toEqual({ today: 3 });
    expect(usedSoFar(usage, now + 86_400_000)).toEqual({});
    const month = [
      on('2026-12-02', billable('files', 4), free('files', 9)),
      on('2026-12-01', billable('a', 5)),
    ];
    const december = Date.UTC(2026, 11, 2, 3);
    expect(usedSoFar([...month, ...usage], december)).toEqual({ today: 4, month: 9 });
  });
});
