// Columns of members, administrators and service accounts of a group.
import { i18n } from '#i18n';
import { Chip, TwoFactorChip } from '../../../components/Chip.tsx';
import type { DataColumn } from '../../../components/data-column.ts';
import { ExternalLink } from '../../../components/Item.tsx';
import { memberCap } from '../../../core/domain/export-caps.ts';
import { capOf, capState, type Person } from '../../../core/domain/people.ts';
import { formatNumber, formatPercent } from '../../../core/presentation/format.ts';
import { twoFactor } from '../../../core/presentation/two-factor.ts';
import type { Member } from '../../../core/virustotal/resources/member.ts';
import { hrefOf } from '../route.ts';
import { numberColumn, timeColumn } from './column.tsx';
import { userUrl } from '../../../core/common/urls.ts';
import { lazy } from '../../../core/common/lazy.ts';
import { Name } from '../../../components/Name.tsx';

const fullName = ({ firstName, lastName }: Member): string | undefined =>
  firstName === undefined && lastName === undefined
    ? undefined
    : [firstName, lastName].filter(Boolean).join(' ').trim();

/** "USER_ROLE_GROUP_ADMIN" as "group admin". */
const roleName = (role: string): string =>
  role
    .replace(/^USER_ROLE_/u, '')
    .replaceAll('_', ' ')
    .toLowerCase();

const idColumn = (link: (member: Member) => { href: string; isExternal: boolean }): DataColumn<Member> => ({
  title: i18n.t('dashboard.column.id'),
  value: ({ id }) => id,
  cell: (member) => {
    const { href, isExternal } = link(member);
    const name = <Name text={member.id} />;
    return isExternal ? <ExternalLink href={href}>{name}</ExternalLink> : <a href={href}>{name}</a>;
  },
});

const toVirusTotal = ({ id }: Member) => ({ href: userUrl(id), isExternal: true });
const toOurPage = ({ id }: Member) => ({ href: hrefOf('service-accounts', id), isExternal: false });

const nameColumn = (): DataColumn<Member> => ({
  title: i18n.t('dashboard.column.name'),
  width: 'minmax(0, 1.6fr)',
  value: fullName,
  cell: (member) => {
    const name = fullName(member);
    return name === undefined ? undefined : <Name text={name} />;
  },
});
const emailColumn = (): DataColumn<Member> => ({
  title: i18n.t('dashboard.column.email'),
  width: 'minmax(0, 2.3fr)',
  value: ({ email }) => email,
});
const statusColumn = (overrides: Partial<DataColumn<Member>> = {}): DataColumn<Member> => ({
  title: i18n.t('dashboard.column.status'),
  width: '72px',
  value: ({ status }) => status,
  ...overrides,
});
const rolesColumn = (): DataColumn<Member> => ({
  title: i18n.t('dashboard.column.roles'),
  width: 'minmax(0, 1.1fr)',
  value: ({ roles }) => roles?.map(roleName).join(', '),
  cell: ({ roles }) =>
    roles &&
    roles.length > 0 && (
      <span class="chips">
        {roles.map((role) => (
          <Chip key={role}>{roleName(role)}</Chip>
        ))}
      </span>
    ),
});

/** The id with the name below, which takes no column of its own. */
const personColumn = (
  link: (member: Member) => { href: string; isExternal: boolean },
): DataColumn<Person> => {
  const column = idColumn(link);
  return {
    ...column,
    width: 'minmax(0, 1.7fr)',
    cell: (person) => {
      const name = fullName(person);
      return (
        <>
          {column.cell?.(person)}
          {name !== undefined && (
            <small class="person-name">
              <Name text={name} />
            </small>
          )}
        </>
      );
    },
  };
};

const usedTodayColumn = (): DataColumn<Person> =>
  numberColumn(i18n.t('dashboard.column.used_today'), ({ usedToday }) => usedToday, { width: '92px' });
const usedThisMonthColumn = (): DataColumn<Person> =>
  numberColumn(i18n.t('dashboard.column.used_month'), ({ usedThisMonth }) => usedThisMonth, {
    width: '92px',
  });
const shareColumn = (): DataColumn<Person> => ({
  title: i18n.t('dashboard.column.share'),
  width: '116px',
  numeric: true,
  value: ({ share }) => share,
  cell: ({ share }) => (share === undefined ? undefined : formatPercent(share)),
});

const capTones = { reached: 'critical', near: 'warning', ok: 'plain' } as const;

/** The cap, marked where the use of today is at or near it. */
const capColumn = (): DataColumn<Person> => ({
  title: i18n.t('dashboard.column.cap'),
  width: '96px',
  numeric: true,
  value: memberCap,
  order: (person) => (capOf(person) === 'none' ? Infinity : memberCap(person)),
  cell: (person) => {
    const cap = capOf(person);
    if (cap === undefined) return undefined;
    if (cap === 'none') return <span class="quiet">{i18n.t('dashboard.members.no_cap')}</span>;
    const state = capState(cap, person.usedToday);
    if (state === undefined || state === 'ok') return formatNumber(cap);
    return (
      <Chip tone={capTones[state]} icon="warning">
        {formatNumber(cap)}
      </Chip>
    );
  },
});
const rawCapColumn = (): DataColumn<Member> =>
  numberColumn(i18n.t('dashboard.column.cap_raw'), ({ dailyLimit }) => dailyLimit, { exportOnly: true });

const twoFactorColumn = (isReplaced: boolean): DataColumn<Person> => ({
  title: i18n.t('dashboard.column.two_factor'),
  width: '112px',
  value: ({ has2fa }) => (has2fa === undefined ? undefined : i18n.t(`two_factor.${twoFactor(has2fa)}`)),
  // Only what needs somebody to act stands out.
  cell: ({ has2fa }) =>
    has2fa === false ? (
      <TwoFactorChip is={twoFactor(has2fa)} isReplaced={isReplaced} />
    ) : (
      has2fa && i18n.t('two_factor.on')
    ),
});

const hidden = { exportOnly: true } as const;

/** Columns of members as every member of the group sees them. */
export const memberColumns = lazy((): DataColumn<Member>[] => [
  idColumn(toVirusTotal),
  nameColumn(),
  emailColumn(),
  rolesColumn(),
  timeColumn(i18n.t('dashboard.column.last_login'), ({ lastLogin }) => lastLogin),
  timeColumn(i18n.t('dashboard.column.joined'), ({ userSince }) => userSince),
  statusColumn(),
]);

/**
 * Columns of people as an administrator of the group sees them.
 * @param isReplaced whether the group's sign-on replaces 2FA
 */
export const peopleColumns = (isReplaced: boolean): DataColumn<Person>[] => [
  personColumn(toVirusTotal),
  { ...nameColumn(), ...hidden },
  { ...emailColumn(), ...hidden },
  usedTodayColumn(),
  usedThisMonthColumn(),
  shareColumn(),
  capColumn(),
  rawCapColumn(),
  twoFactorColumn(isReplaced),
  rolesColumn(),
  timeColumn(i18n.t('dashboard.column.last_login'), ({ lastLogin }) => lastLogin),
  timeColumn(i18n.t('dashboard.column.joined'), ({ userSince }) => userSince, hidden),
  statusColumn(hidden),
];

/** Columns of service accounts, which never sign in. */
export const serviceAccountColumns = lazy((): DataColumn<Person>[] => [
  personColumn(toOurPage),
  { ...nameColumn(), ...hidden },
  usedTodayColumn(),
  usedThisMonthColumn(),
  capColumn(),
  rawCapColumn(),
  rolesColumn(),
  timeColumn(i18n.t('dashboard.column.joined'), ({ userSince }) => userSince, hidden),
  statusColumn(),
]);

export const consumerColumns = lazy((): DataColumn<Member>[] => [
  idColumn(toVirusTotal),
  nameColumn(),
  emailColumn(),
  numberColumn(i18n.t('dashboard.column.used'), ({ consumed }) => consumed),
]);
