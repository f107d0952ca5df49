// All quotas, by family, each family with the pool that it draws on; what has no allowance folds into one line.
import { i18n } from '#i18n';
import type { QuotaVital } from '../core/vitals/quota.ts';
import { quotaFamilies, quotaFamily, quotaName, type QuotaFamily } from '../core/words/quota.ts';
import { Isolated } from './Isolated.tsx';
import { Meter } from './Meter.tsx';

export type QuotaListProps = { vitals: readonly QuotaVital[]; now: number };

const order: readonly string[] = Object.values(quotaFamilies).flat();
const rank = ({ name }: QuotaVital): number => order.indexOf(name) + 1 || order.length + 1;

export function QuotaList({ vitals, now }: QuotaListProps) {
  const sorted = vitals.toSorted((a, b) => rank(a) - rank(b));
  const without = sorted.filter(({ state }) => state === 'none');
  return (
    <div class="quotas">
      {(Object.keys(quotaFamilies) as QuotaFamily[]).map((family) => (
        <Family
          key={family}
          family={family}
          vitals={sorted.filter(({ name, state }) => state !== 'none' && quotaFamily(name) === family)}
          now={now}
        />
      ))}
      {without.length > 0 && (
        <details class="fold">
          <summary>{i18n.t('quotas.without', without.length)}</summary>
          <p>{without.map(({ name, window }) => quotaName(name, window)).join(' · ')}</p>
        </details>
      )}
    </div>
  );
}

function Family({ family, vitals, now }: QuotaListProps & { family: QuotaFamily }) {
  if (vitals.length === 0) return null;
  const pools = [...new Set(vitals.flatMap(({ pool }) => pool?.from ?? []))].join(', ');
  const title = i18n.t(`family.${family}`);
  return (
    <section aria-label={title}>
      <div class="section-head">
        <h2>{title}</h2>
        {pools && (
          <span class="section-aside" title={pools}>
            <Isolated text={pools} sentence={(slot) => i18n.t('quotas.pool', [slot])} />
          </span>
        )}
      </div>
      {vitals.map((vital) => (
        <Meter key={vital.name} vital={vital} now={now} />
      ))}
    </section>
  );
}
