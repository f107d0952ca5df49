// All quotas, by family, each family with the pool that it draws on; what has no allowance folds into one line.
import { i18n } from '#i18n';
import type { QuotaVital } from '../core/vitals/quota.ts';
import { quotaFamilies, quotaFamily, quotaName, type QuotaFamily } from '../core/words/quota.ts';
import { Fold } from './Fold.tsx';
import { Isolated } from './Isolated.tsx';
import { joined } from './joined.ts';
import { Meter } from './Meter.tsx';

export type QuotaListProps = { vitals: readonly QuotaVital[]; now: number };

const families = Object.keys(quotaFamilies) as QuotaFamily[];
const order: readonly string[] = Object.values(quotaFamilies).flat();
// Names that we do not know come last.
const rank = ({ name }: QuotaVital): number => order.indexOf(name) + 1 || Infinity;

export function QuotaList({ vitals, now }: QuotaListProps) {
  const without = vitals.filter(({ state }) => state === 'none');
  const sorted = vitals.filter(({ state }) => state !== 'none').toSorted((a, b) => rank(a) - rank(b) || 0);
  return (
    <div class="quotas">
      {families.map((family) => {
        const members = sorted.filter(({ name }) => quotaFamily(name) === family);
        return members.length > 0 && <Family key={family} family={family} vitals={members} now={now} />;
      })}
      {without.length > 0 && (
        <Fold title={i18n.t('quotas.without', without.length)}>
          <p>{joined(without.map(({ name, window }) => quotaName(name, window)))}</p>
        </Fold>
      )}
    </div>
  );
}

function Family({ family, vitals, now }: QuotaListProps & { family: QuotaFamily }) {
  const pools = joined([...new Set(vitals.map(({ pool }) => pool?.from))], ', ');
  const title = i18n.t(`family.${family}`);
  return (
    <section aria-label={title}>
      <div class="row section-head">
        <h2>{title}</h2>
        {pools && (
          <span class="clip" title={pools}>
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
