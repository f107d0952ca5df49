// What the panel says of a user's 2FA: the state, what replaces it, and how old the lists are from which it follows.
import { i18n } from '#i18n';
import type { Group } from '../virustotal/resources/group.ts';
import type { UserLookup } from '../domain/lookup.ts';
import { enforcingGroup, isTwoFactorReplaced } from '../domain/sign-on.ts';
import { updatedAgo } from './panel-shared.ts';
import { twoFactor, twoFactorView } from './two-factor.ts';
import type { PanelBlock } from '../views/panel-content.ts';
import type { ChipView } from '../views/view-models.ts';

/** Undefined where VirusTotal shows it neither in the user object nor, to administrators, by the group's list of members without 2FA. */
export function knownTwoFactor({ user, membership }: UserLookup): boolean | undefined {
  const listed = membership?.without2fa;
  return user.value.has2fa ?? (listed && !listed.value);
}

export const twoFactorChip = (lookup: UserLookup): ChipView =>
  twoFactorView(twoFactor(knownTwoFactor(lookup)), isReplaced(lookup));

/** The groups that are known of the user. */
const knownGroups = ({ membership, groups }: UserLookup): Group[] => [
  ...(membership?.groupDetails ? [membership.groupDetails] : []),
  ...(groups?.value.groups ?? []),
];

/** Whether an organization's sign-on replaces the user's 2FA. */
export const isReplaced = (lookup: UserLookup): boolean =>
  isTwoFactorReplaced(lookup.user.value, knownGroups(lookup));

/** That it does, and whose. */
export function signOnNote(lookup: UserLookup): string {
  const group = enforcingGroup(knownGroups(lookup));
  return group ? i18n.t('panel.sso_note', [group.id]) : i18n.t('two_factor.replaced');
}

/** Notes on 2FA and role: single sign-on replaces VirusTotal's 2FA, and how old the group's lists are. */
export function twoFactorNotes(lookup: UserLookup, now: number): PanelBlock[] {
  if (lookup.user.value.kind !== 'user') return [];
  const { group, without2fa, isAdministrator } = lookup.membership ?? {};
  const at = Math.min(without2fa?.at ?? Infinity, isAdministrator?.at ?? Infinity);
  return [
    ...(isReplaced(lookup) ? [{ hidden: signOnNote(lookup) }] : []),
    ...(group === undefined || at === Infinity
      ? []
      : [{ hidden: i18n.t('panel.from_member_lists', [group, updatedAgo(at, now)]) }]),
  ];
}
