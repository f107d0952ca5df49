// All quotas of an account or a group, by family, each family with the pools that it draws on.
import { i18n } from '#i18n';
import type { QuotaStatus } from '../domain/quota.ts';
import { joinParts } from './joined.ts';
import { meterView, type Perspective } from './quota-view.ts';
import { quotaFamilies, quotaFamily, quotaName } from './quota-names.ts';
import { withIsolatedName } from './isolate-names.ts';
import type { QuotasView } from '../views/view-models.ts';

const order = ['hour', 'day', 'month', 'stock', 'minute'];
const rank = ({ window }: QuotaStatus): number => order.indexOf(window);

/** What has no allowance is collapsed. `now`: milliseconds since the epoch. */
export function createQuotasView(
  vitals: readonly QuotaStatus[],
  now: number,
  whose: Perspective = 'own',
): QuotasView {
  const without = vitals.filter(({ state }) => state === 'none');
  const sorted = vitals.filter(({ state }) => state !== 'none').toSorted((a, b) => rank(a) - rank(b));
  const families = quotaFamilies.flatMap((family) => {
    const members = sorted.filter(({ name }) => quotaFamily(name) === family);
    if (members.length === 0) return [];
    const pools = joinParts([...new Set(members.map(({ pool }) => pool?.from))], ', ');
    const meters = members.map((vital) => meterView(vital, now, whose));
    const pool = pools ? withIsolatedName((slot) => i18n.t('quotas.pool', [slot]), pools) : [];
    return { title: i18n.t(`family.${family}`), pools, pool, meters };
  });
  const disclosure = {
    title: i18n.t('quotas.without', without.length),
    text: joinParts(without.map(({ name, window }) => quotaName(name, window))),
  };
  return { families, ...(without.length > 0 && { disclosure }) };
}
