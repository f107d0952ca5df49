// The chart of the usage history. A day is selected with the pointer, or with the keys of a slider over the plot.
import { i18n } from '#i18n';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { DailyUsage, UsageSeries } from '../core/domain/usage.ts';
import { daySentence } from '../core/presentation/usage-text.ts';
import { createUsagePlot, type PlotArea } from './usage-plot.ts';

export type UsagePlotProps = {
  days: readonly DailyUsage[];
  series: readonly UsageSeries[];
  /** Requests on an average day, drawn as a line. */
  average: number | undefined;
  /** A description of the chart for screen readers. */
  label: string;
  /** The index of the selected day. */
  shown: number | undefined;
  onShow: (index: number | undefined) => void;
};

export function UsagePlot({ days, series, average, label, shown, onShow }: UsagePlotProps) {
  const host = useRef<HTMLDivElement>(null);
  const slider = useRef<HTMLInputElement>(null);
  const [area, setArea] = useState<PlotArea>();
  const keepArea = (next: PlotArea): void => setArea((last) => (isSame(last, next) ? last : next));
  useLayoutEffect(
    () => (host.current ? createUsagePlot(host.current, { days, series, average }, keepArea) : undefined),
    [days, series, average],
  );
  // After a reload there may be fewer days.
  useEffect(() => onShow(undefined), [days]);
  const leave = (): void =>
    onShow(document.activeElement === slider.current ? slider.current?.valueAsNumber : undefined);
  return (
    <div
      class="usage-stage"
      dir="ltr"
      onPointerMove={({ clientX, currentTarget }) => {
        const index = dayIndexAt(clientX - currentTarget.getBoundingClientRect().left, days.length, area);
        if (index === undefined) leave();
        else onShow(index);
      }}
      onPointerLeave={leave}
      onClick={() => {
        if (slider.current && shown !== undefined) slider.current.valueAsNumber = shown;
        slider.current?.focus();
      }}
    >
      {area && shown !== undefined && <div class="usage-column" style={columnAt(shown, days.length, area)} />}
      <div class="usage-plot" role="img" aria-label={label} ref={host} />
      <DaySlider days={days} series={series} shown={shown} onShow={onShow} slider={slider} />
    </div>
  );
}

type DaySliderProps = Omit<UsagePlotProps, 'label' | 'average'> & {
  slider: { current: HTMLInputElement | null };
};

function DaySlider({ days, series, shown, onShow, slider }: DaySliderProps) {
  const last = days.length - 1;
  const index = Math.min(shown ?? last, last);
  const day = days[index];
  return (
    <input
      class="usage-slider"
      type="range"
      min={0}
      max={last}
      value={index}
      ref={slider}
      aria-label={i18n.t('usage.pick_day')}
      aria-valuetext={day && daySentence(day, index, series)}
      onFocus={({ currentTarget }) => onShow(currentTarget.valueAsNumber)}
      onInput={({ currentTarget }) => onShow(currentTarget.valueAsNumber)}
      onBlur={() => onShow(undefined)}
    />
  );
}

/** The index of the day at a distance from the left edge, in CSS pixels. */
function dayIndexAt(left: number, days: number, area: PlotArea | undefined): number | undefined {
  const index = area ? Math.floor(((left - area.left) / area.width) * days) : -1;
  return index >= 0 && index < days ? index : undefined;
}

const isSame = (a: PlotArea | undefined, b: PlotArea): boolean =>
  a?.left === b.left && a.top === b.top && a.width === b.width && a.height === b.height;

function columnAt(index: number, days: number, { left, top, width, height }: PlotArea) {
  const column = width / days;
  return {
    left: `${left + index * column}px`,
    top: `${top}px`,
    width: `${column}px`,
    height: `${height}px`,
  };
}
