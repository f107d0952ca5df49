// Draws usage with uPlot: a stack of bars a day. The x values are the indices of the days; the axis labels them in UTC.
import uPlot from 'uplot';
import type { DailyUsage, UsageSeries } from '../core/domain/usage.ts';
import { formatCompact, formatShortDay } from '../core/presentation/usage-text.ts';

/** `average`: requests on an average day. */
export type PlotFigures = {
  days: readonly DailyUsage[];
  series: readonly UsageSeries[];
  average: number | undefined;
};

/** Where the bars are within the host, in CSS pixels. */
export type PlotArea = { left: number; top: number; width: number; height: number };

type Colours = { series: string[]; ground: string; grid: string; text: string; unread: string; font: string };

const height = 240;
const week = 7;
const themes = ['(prefers-color-scheme: dark)', '(forced-colors: active)', '(prefers-contrast: more)'];

/**
 * Draws into the host, and redraws when its width or the system's colors change.
 * @returns removes everything again
 */
export function createUsagePlot(
  host: HTMLElement,
  figures: PlotFigures,
  onArea: (area: PlotArea) => void,
): () => void {
  let colours = coloursOf(host, figures.series.length);
  const width = (): number => Math.max(160, Math.floor(host.clientWidth));
  const plot = new uPlot(
    { ...optionsOf(figures, () => colours, onArea), width: width(), height },
    stacked(figures),
    host,
  );
  const resized = new ResizeObserver(() => {
    if (width() !== plot.width) plot.setSize({ width: width(), height });
  });
  resized.observe(host);
  const repaint = (): void => {
    colours = coloursOf(host, figures.series.length);
    plot.redraw(false);
  };
  const queries = themes.map((theme) => matchMedia(theme));
  for (const query of queries) query.addEventListener('change', repaint);
  return () => {
    for (const query of queries) query.removeEventListener('change', repaint);
    resized.disconnect();
    plot.destroy();
  };
}

/** A canvas cannot use CSS variables, so an element is used to resolve them. */
function coloursOf(host: HTMLElement, count: number): Colours {
  const probe = document.createElement('span');
  // With forced colors, text of any color would have the same one.
  probe.style.setProperty('forced-color-adjust', 'none');
  host.append(probe);
  const read = (name: string): string => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    series: Array.from({ length: count }, (_, index) => read(`--usage-${index + 1}`)),
    ground: read('--ground'),
    grid: read('--line'),
    text: read('--muted'),
    unread: read('--track'),
    font: `11px ${getComputedStyle(host).fontFamily}`,
  };
  probe.remove();
  return colours;
}

/** Bar heights are cumulative. The highest is drawn first and covered by the lower ones. */
function stacked({ days, series }: PlotFigures): uPlot.AlignedData {
  const below = days.map(() => 0);
  const heights = series.map(({ byDay }) =>
    byDay.map((requests, index) => {
      below[index] = (below[index] ?? 0) + requests;
      return requests > 0 ? below[index] : null;
    }),
  );
  return [days.map((_, index) => index), ...heights.toReversed()];
}

function optionsOf(
  { days, series, average }: PlotFigures,
  colours: () => Colours,
  onArea: (area: PlotArea) => void,
): Omit<uPlot.Options, 'width' | 'height'> {
  const bars = uPlot.paths.bars?.({ size: [0.8, 32] });
  return {
    legend: { show: false },
    cursor: { show: false },
    padding: [8, 4, 0, 0],
    scales: {
      x: { time: false, range: [-0.5, days.length - 0.5] },
      y: { range: (_, __, most) => uPlot.rangeNum(0, Math.max(1, most), 0.1, true) },
    },
    axes: axesOf(days, colours),
    series: [
      {},
      ...series.map((_, drawn): uPlot.Series => ({
        fill: () => colours().series.at(-1 - drawn) ?? '',
        stroke: () => colours().ground,
        width: 1,
        points: { show: false },
        ...(bars && { paths: bars }),
      })),
    ],
    hooks: {
      drawClear: [(plot) => shadeUnread(plot, days, colours())],
      draw: [(plot) => drawAverage(plot, average, colours()), (plot) => onArea(areaOf(plot))],
    },
  };
}

function axesOf(days: readonly DailyUsage[], colours: () => Colours): uPlot.Axis[] {
  const monday = days.findIndex(({ day }) => new Date(day).getUTCDay() === 1);
  const look = { stroke: () => colours().text, font: colours().font };
  return [
    {
      ...look,
      space: 58,
      size: 26,
      incrs: [1, 2, week, 2 * week, 4 * week],
      splits: (_, __, ___, ____, step) =>
        days.flatMap((___day, index) =>
          (index - (step < week ? 0 : Math.max(0, monday))) % step === 0 ? index : [],
        ),
      values: (_, indices) => indices.map((index) => formatShortDay(days[index]?.day ?? '')),
      grid: { show: false },
      ticks: { stroke: () => colours().grid, width: 1, size: 4 },
    },
    {
      ...look,
      space: 40,
      size: (_, amounts) => 14 + 7 * Math.max(4, ...(amounts ?? []).map(({ length }) => length)),
      incrs: Array.from({ length: 17 }, (_, power) => [1, 2, 5].map((step) => step * 10 ** power)).flat(),
      values: (_, amounts) => amounts.map(formatCompact),
      grid: { stroke: () => colours().grid, width: 1 },
      ticks: { show: false },
    },
  ];
}

function shadeUnread(plot: uPlot, days: readonly DailyUsage[], { unread }: Colours): void {
  const { left, top, width, height: depth } = plot.bbox;
  const column = width / days.length;
  plot.ctx.fillStyle = unread;
  for (const [index, { total }] of days.entries())
    if (total === undefined) plot.ctx.fillRect(left + index * column, top, column, depth);
}

/** A dashed line across all days. Its number is in the text above the chart. */
function drawAverage(plot: uPlot, average: number | undefined, { text }: Colours): void {
  if (!average) return;
  const { ctx, bbox } = plot;
  const top = Math.round(plot.valToPos(average, 'y', true));
  ctx.save();
  ctx.strokeStyle = text;
  ctx.lineWidth = uPlot.pxRatio;
  ctx.setLineDash([6 * uPlot.pxRatio, 4 * uPlot.pxRatio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, top);
  ctx.lineTo(bbox.left + bbox.width, top);
  ctx.stroke();
  ctx.restore();
}

function areaOf({ bbox }: uPlot): PlotArea {
  const { left, top, width, height: depth } = bbox;
  const ratio = uPlot.pxRatio;
  return { left: left / ratio, top: top / ratio, width: width / ratio, height: depth / ratio };
}
