// What VirusTotal tells of a user or service account, attribute by attribute.
import { i18n } from '#i18n';
import type { ComponentChildren } from 'preact';
import { type Definition, DefinitionList } from '../../../components/DefinitionList.tsx';
import { DateTime } from '../../../components/DateTime.tsx';
import { TwoFactorChip } from '../../../components/Chip.tsx';
import type { User } from '../../../core/virustotal/resources/user.ts';
import { twoFactor } from '../../../core/presentation/two-factor.ts';
import { formatNumber } from '../../../core/presentation/format.ts';

/** `keyLast4`: the last characters of the key, where this extension has it. */
export type ProfileProps = { user: User; keyLast4?: string };

export function Profile({ user, keyLast4 }: ProfileProps) {
  return <DefinitionList facts={factsOf(user, keyLast4)} />;
}

function factsOf(user: User, keyLast4: string | undefined): Definition[] {
  const whoMay = i18n.t('dashboard.owner_and_admins');
  return [
    { name: wordOf('id'), value: <bdi>{user.id}</bdi> },
    { name: wordOf('kind'), value: i18n.t(`dashboard.fact.kind_${user.kind}`) },
    ...(keyLast4 === undefined
      ? []
      : [{ name: wordOf('key'), value: i18n.t('dashboard.fact.key_stored', [keyLast4]) }]),
    { name: wordOf('email'), value: text(user.email), whoMay },
    { name: wordOf('first_name'), value: text(user.firstName) },
    { name: wordOf('last_name'), value: text(user.lastName) },
    ...(user.kind === 'user' ? [{ name: wordOf('two_factor'), value: <TwoFactor {...user} /> }] : []),
    { name: wordOf('last_login'), value: formatMoment(user.lastLogin), whoMay },
    { name: wordOf('joined'), value: formatMoment(user.userSince) },
    { name: wordOf('status'), value: text(user.status) },
    {
      name: wordOf('reputation'),
      value: user.reputation === undefined ? undefined : formatNumber(user.reputation),
    },
    { name: wordOf('phrase'), value: text(user.profilePhrase) },
  ];
}

const wordOf = (
  fact:
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
): string => i18n.t(`dashboard.fact.${fact}`);

/** Foreign text; an empty one is said to be so. Undefined is what VirusTotal has not shown. */
export function text(value: string | undefined): ComponentChildren {
  if (value === undefined) return undefined;
  return value.trim() ? <bdi>{value}</bdi> : <span class="quiet">{i18n.t('dashboard.none')}</span>;
}

/** @param seconds since the epoch, UTC */
export const formatMoment = (seconds: number | undefined): ComponentChildren =>
  seconds === undefined ? undefined : <DateTime at={seconds * 1000} />;

function TwoFactor({ has2fa }: Pick<User, 'has2fa'>) {
  const is = twoFactor(has2fa);
  return (
    <>
      <TwoFactorChip is={is} />
      <small>{i18n.t(`dashboard.fact.two_factor_${is}`)}</small>
    </>
  );
}
