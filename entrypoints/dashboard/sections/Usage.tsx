// The usage of the last 60 days, loaded with two free calls when its page is shown. The chart's code is loaded when the section
// scrolls into view.
import { i18n } from '#i18n';
import type { FunctionComponent } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { UsageChartProps } from '../../../components/UsageChart.tsx';
import { useList } from '../../../core/store/list-store.ts';
import { listKey } from '../../../core/storage/list-schema.ts';
import { ListStatus } from '../lists/ListStatus.tsx';
import { FirstLoad } from '../lists/LoadControls.tsx';
import { usageStep } from '../lists/free-usage.ts';
import { createLoading } from '../lists/use-loading.ts';
import { useInView } from '../use-in-view.ts';
import { Section, Quiet, DataSource } from './Section.tsx';

const days = 60;

/**
 * `owner`: id of the user or group; `isKnown`: whether stored data names it. For any other id, which an address may contain, nothing
 * is requested without a click.
 */
export type UsageProps = {
  account: string;
  owner: string;
  isKnown: boolean;
  of: 'usage' | 'groupUsage';
  accessHint: string;
};

export function Usage({ account, owner, isKnown, of, accessHint }: UsageProps) {
  const list = listKey(of, owner);
  const title = i18n.t('dashboard.usage');
  const { isReady, state, items } = useList(account, list);
  const loading = useMemo(() => createLoading(account, list), [account, list]);
  const place = useRef<HTMLDivElement>(null);
  const Chart = useChart(useInView(place));
  useEffect(() => {
    if (!isReady || !isKnown) return;
    const step = usageStep(state, days, Date.now());
    if (step) loading.load(days, step === 'reload' && state !== undefined);
  }, [isReady, isKnown, loading]);
  const isOffered = isReady && !isKnown && !state;
  const isLoading = items.length > 0 ? !Chart : !isOffered && state?.status !== 'failed';
  return (
    <Section title={title} meta={<DataSource at={state?.at} text={i18n.t('dashboard.free')} />}>
      <div class="usage-place" ref={place}>
        {items.length > 0 && Chart && <Chart usage={items} owner={owner} />}
        {isOffered && <FirstLoad title={title} loading={loading} targetCount={days} free />}
        {isLoading && <Quiet>{i18n.t('dashboard.usage_loading')}</Quiet>}
      </div>
      {state && state.status !== 'loading' && (
        <ListStatus title={title} state={state} accessHint={accessHint} loading={loading} free />
      )}
    </Section>
  );
}

function useChart(isWanted: boolean): FunctionComponent<UsageChartProps> | undefined {
  const [loaded, setLoaded] = useState<{ chart: FunctionComponent<UsageChartProps> }>();
  useEffect(() => {
    if (!isWanted) return;
    void import('../../../components/UsageChart.tsx').then(({ UsageChart }) =>
      setLoaded({ chart: UsageChart }),
    );
  }, [isWanted]);
  return loaded?.chart;
}
