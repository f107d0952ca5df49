// What an administrator wants to know of a member or service account first: use as numbers, caps, role and 2FA.
import { i18n } from '#i18n';
import type { UserLookup } from '../domain/lookup.ts';
import type { QuotaStatus } from '../domain/quota.ts';
import { formatNumber, formatPercent, joinParts } from './format.ts';
import { quotaName } from './quota-names.ts';
import { knownTwoFactor, twoFactorChip } from './user-two-factor.ts';
import type { EntriesView, EntryView } from '../views/view-models.ts';

/** The facts that are known. What is not known is offered elsewhere, or not visible. @param label the list's name */
export function memberFacts(lookup: UserLookup, label: string): EntriesView {
  const { quotas, membership } = lookup;
  const find = (name: string) => quotas.find((quota) => quota.name === name);
  const today = find('api_requests_daily');
  const month = find('api_requests_monthly');
  return {
    label,
    entries: [
      ...useEntry(today),
      ...useEntry(month, membership?.share),
      ...capEntry('panel.daily_cap', today),
      ...capEntry('panel.monthly_cap', month),
      ...roleEntry(lookup),
      ...twoFactorEntry(lookup),
    ],
  };
}

/** @param share of what all members used, 0 to 1 */
function useEntry(quota: QuotaStatus | undefined, share?: number): EntryView[] {
  if (quota?.own.used === undefined) return [];
  const { name, window, own, windowEnded } = quota;
  const text = windowEnded
    ? i18n.t('meter.window_ended')
    : joinParts([
        formatNumber(own.used ?? 0),
        share !== undefined && i18n.t('panel.of_group', [formatPercent(share)]),
      ]);
  return [{ title: quotaName(name, window), meta: { text } }];
}

function capEntry(
  label: 'panel.daily_cap' | 'panel.monthly_cap',
  quota: QuotaStatus | undefined,
): EntryView[] {
  const { cap, uncapped } = quota?.own ?? {};
  if (cap === undefined && !uncapped) return [];
  return [
    {
      title: i18n.t(label),
      meta: { text: cap === undefined ? i18n.t('dashboard.none') : formatNumber(cap) },
    },
  ];
}

function roleEntry({ membership }: UserLookup): EntryView[] {
  const role = membership?.isAdministrator;
  if (!role) return [];
  const text = i18n.t(role.value ? 'groups.administrator' : 'groups.member');
  return [{ title: i18n.t('dashboard.column.role'), meta: { text } }];
}

const twoFactorEntry = (lookup: UserLookup): EntryView[] =>
  lookup.user.value.kind === 'user' && knownTwoFactor(lookup) !== undefined
    ? [{ title: i18n.t('dashboard.field.two_factor'), meta: twoFactorChip(lookup) }]
    : [];
