// Usage history as a chart, as tables and as a file. It includes a chart library, so pages load it on demand: `await
// import('…/UsageChart.tsx')`.
import { i18n } from '#i18n';
import { useMemo, useState } from 'preact/hooks';
import type { UsageDay, UsageTotals } from '../core/virustotal/resources/usage.ts';
import {
  endpointTotals,
  hasFreeCalls,
  topEndpoints,
  fillDailySeries,
  retentionDays,
  usagePace,
  usageSummary,
  type DailyUsage,
  type UsageSummary,
} from '../core/domain/usage.ts';
import {
  compareWithReported,
  type EndpointTotal,
  reportedTotals,
  differsFromReported,
  usageRows,
} from '../core/domain/usage-totals.ts';
import {
  formatDaySpan,
  paceText,
  requestCount,
  usageColumns,
  usageSentence,
} from '../core/presentation/usage-text.ts';
import { ExportButtons } from './ExportButtons.tsx';
import { Notice } from './Notice.tsx';
import { UsageLegend } from './UsageLegend.tsx';
import { UsagePlot } from './UsagePlot.tsx';
import { UsageTables } from './UsageTables.tsx';
import { useNow } from './use-now.ts';
import './UsageChart.css';

export type UsageChartProps = {
  /** The loaded days in any order, as in the lists `usage` and `groupUsage`. */
  usage: readonly UsageDay[];
  /** Id of the user or group; used in file names. */
  owner: string;
};

export function UsageChart({ usage, owner }: UsageChartProps) {
  const [withFree, setWithFree] = useState(false);
  const { days, series, endpoints, summary, reported } = useMemo(
    () => historyOf(usage, withFree),
    [usage, withFree],
  );
  const now = useNow();
  const pace = useMemo(() => usagePace(days, now), [days, now]);
  const rows = useMemo(() => usageRows(usage), [usage]);
  const [shown, setShown] = useState<number>();
  // The tables have many elements, which need not be compared again at every pointer move.
  const tables = useMemo(
    () => <UsageTables days={days} series={series} endpoints={endpoints} />,
    [days, series, endpoints],
  );
  if (!summary) return <Notice quiet>{i18n.t('usage.none_read')}</Notice>;
  return (
    <div class="usage">
      <div class="usage-head">
        <p>
          <strong>{requestCount(summary.total)}</strong>{' '}
          <span>{i18n.t('usage.span', [formatDaySpan(summary.from, summary.to)])}</span>
        </p>
        <p>
          <span>{paceText(pace)}</span>
        </p>
        {hasFreeCalls(usage) && (
          <label>
            <input
              type="checkbox"
              checked={withFree}
              onChange={({ currentTarget }) => setWithFree(currentTarget.checked)}
            />
            {i18n.t('usage.count_free')}
          </label>
        )}
      </div>
      {summary.total > 0 ? (
        <div class="usage-picture">
          <UsagePlot
            days={days}
            series={series}
            average={pace.average}
            label={usageSentence(summary)}
            shown={shown}
            onShow={setShown}
          />
          <UsageLegend days={days} series={series} shown={shown} total={summary.total} />
        </div>
      ) : (
        <Notice quiet>{i18n.t('usage.none')}</Notice>
      )}
      <Caveats summary={summary} days={days} endpoints={endpoints} reported={reported} />
      <div class="usage-footer">
        {endpoints.length > 0 && tables}
        <div class="usage-files">
          <ExportButtons title={i18n.t('usage.file', [owner])} columns={usageColumns()} rows={rows} />
        </div>
      </div>
    </div>
  );
}

function historyOf(usage: readonly UsageDay[], withFree: boolean) {
  const days = fillDailySeries(usage, withFree);
  const reported = reportedTotals(usage);
  return {
    days,
    series: topEndpoints(days),
    endpoints: compareWithReported(
      endpointTotals(days),
      reported?.endpoints.filter(({ consuming }) => consuming || withFree),
    ),
    summary: usageSummary(days),
    reported,
  };
}

type CaveatsProps = {
  summary: UsageSummary;
  days: readonly DailyUsage[];
  endpoints: readonly EndpointTotal[];
  reported: UsageTotals | undefined;
};

/** What the figures do not include. */
function Caveats({ summary: { unread, partial }, days, endpoints, reported }: CaveatsProps) {
  const caveats = [
    days.length < retentionDays && i18n.t('usage.older_missing'),
    unread > 0 && i18n.t('usage.unread', unread),
    partial > 0 && i18n.t('usage.partial', partial),
    differsFromReported(endpoints) && i18n.t('usage.totals_differ'),
    reported && reported.invalidFields.length > 0 && i18n.t('usage.totals_unreadable'),
  ].filter((caveat) => typeof caveat === 'string');
  return (
    <>
      {caveats.map((caveat) => (
        <p key={caveat} class="usage-caveat">
          {caveat}
        </p>
      ))}
    </>
  );
}
