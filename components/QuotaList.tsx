// All quotas, by family, each family with the pool that it draws on; what has no allowance folds into one line.
import { i18n } from '#i18n';
import type { QuotaVital } from '../core/vitals/quota.ts';
import { quotaFamilies, quotaFamily, quotaName, type QuotaFamily } from '../core/words/quota.ts';
import { Fold } from './Fold.tsx';
import { Isolated } from './Isolated.tsx';
import { joined } from './joined.ts';
import { Meter } from './Meter.tsx';

/** `heading`: what a family's heading is, where the list stands below another one. */
export type QuotaListProps = { vitals: readonly QuotaVital[]; now: number; heading?: 'h2' | 'h3' };

const order = ['hour', 'day', 'month', 'stock', 'minute'];
const rank = ({ window }: QuotaVital): number => order.indexOf(window);

export function QuotaList({ vitals, now, heading = 'h2' }: QuotaListProps) {
  const without = vitals.filter(({ state }) => state === 'none');
  const sorted = vitals.filter(({ state }) => state !== 'none').toSorted((a, b) => rank(a) - rank(b));
  return (
    <div class="quotas">
      {quotaFamilies.map((family) => {
        const members = sorted.filter(({ name }) => quotaFamily(name) === family);
        return (
          members.length > 0 && (
            <Family key={family} family={family} vitals={members} now={now} heading={heading} />
          )
        );
      })}
      {without.length > 0 && (
        <Fold title={i18n.t('quotas.without', without.length)}>
          <p>{joined(without.map(({ name, window }) => quotaName(name, window)))}</p>
        </Fold>
      )}
    </div>
  );
}

function Family({
  family,
  vitals,
  now,
  heading: Heading,
}: Required<QuotaListProps> & { family: QuotaFamily }) {
  const pools = joined([...new Set(vitals.map(({ pool }) => pool?.from))], ', ');
  const title = i18n.t(`family.${family}`);
  return (
    <section aria-label={title}>
      <div class="section-head">
        <Heading>{title}</Heading>
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
