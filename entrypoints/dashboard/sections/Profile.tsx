// The attributes of a user or service account that VirusTotal shows.
import { i18n } from '#i18n';
import type { ComponentChildren } from 'preact';
import { type Definition, DefinitionList } from '../../../components/DefinitionList.tsx';
import { DateTime } from '../../../components/DateTime.tsx';
import { TwoFactorChip } from '../../../components/Chip.tsx';
import type { User } from '../../../core/virustotal/resources/user.ts';
import { twoFactor } from '../../../core/presentation/two-factor.ts';
import { formatNumber } from '../../../core/presentation/format.ts';
import { Name } from '../../../components/Name.tsx';

/** `keyLast4`: the last characters of the key, where it is stored here. */
export type ProfileProps = { user: User; keyLast4?: string; isTwoFactorReplaced?: boolean };

export const Profile = (props: ProfileProps) => <DefinitionList definitions={definitionsOf(props)} />;

function definitionsOf({ user, keyLast4, isTwoFactorReplaced = false }: ProfileProps): Definition[] {
  const hint = i18n.t('dashboard.owner_and_admins');
  return [
    { name: labelOf('id'), value: <Name text={user.id} /> },
    { name: labelOf('kind'), value: i18n.t(`dashboard.field.kind_${user.kind}`) },
    ...(keyLast4 === undefined
      ? []
      : [{ name: labelOf('key'), value: i18n.t('dashboard.field.key_stored', [keyLast4]) }]),
    { name: labelOf('email'), value: textValue(user.email), hint },
    { name: labelOf('first_name'), value: textValue(user.firstName) },
    { name: labelOf('last_name'), value: textValue(user.lastName) },
    ...(user.kind === 'user'
      ? [
          {
            name: labelOf('two_factor'),
            value: <TwoFactor has2fa={user.has2fa} isReplaced={isTwoFactorReplaced} />,
          },
        ]
      : []),
    // A service account never signs in.
    ...(user.kind === 'user'
      ? [{ name: labelOf('last_login'), value: timeValue(user.lastLogin), hint }]
      : []),
    { name: labelOf('joined'), value: timeValue(user.userSince) },
    { name: labelOf('status'), value: textValue(user.status) },
    {
      name: labelOf('reputation'),
      value: user.reputation === undefined ? undefined : formatNumber(user.reputation),
    },
    { name: labelOf('phrase'), value: textValue(user.profilePhrase) },
  ];
}

const labelOf = (
  field:
    | 'id'
    | 'kind'
    | 'key'
    | 'email'
    | 'first_name'
    | 'last_name'
    | 'two_factor'
    | 'last_login'
    | 'joined'
    | 'status'
    | 'reputation'
    | 'phrase',
): string => i18n.t(`dashboard.field.${field}`);

/** Foreign text. Empty text is shown as "none"; undefined means that VirusTotal does not show it. */
export function textValue(value: string | undefined): ComponentChildren {
  if (value === undefined) return undefined;
  return value.trim() ? <bdi>{value}</bdi> : <span class="quiet">{i18n.t('dashboard.none')}</span>;
}

export const timeValue = (at: number | undefined): ComponentChildren =>
  at === undefined ? undefined : <DateTime at={at} />;

function TwoFactor({ has2fa, isReplaced }: { has2fa: boolean | undefined; isReplaced: boolean }) {
  const status = twoFactor(has2fa);
  return (
    <>
      <TwoFactorChip is={status} isReplaced={isReplaced} />
      <small>{i18n.t(isReplaced ? 'two_factor.replaced' : `dashboard.field.two_factor_${status}`)}</small>
    </>
  );
}
