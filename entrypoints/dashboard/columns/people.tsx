// Columns of members, administrators and service accounts of a group.
import { i18n } from '#i18n';
import { Chip } from '../../../components/Chip.tsx';
import type { DataColumn } from '../../../components/data-column.ts';
import { ExternalLink } from '../../../components/Item.tsx';
import { isUncapped } from '../../../core/domain/quota.ts';
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
    roles && roles.length > 0 && roles.map((role) => <Chip key={role}>{roleName(role)}</Chip>),
});

/** The personal cap of API requests a day; undefined where there is none. */
const dailyCap = ({ dailyLimit: allowed }: Member): number | undefined =>
  allowed === undefined || isUncapped('api_requests_daily', { allowed }) ? undefined : allowed;

export const memberColumns = lazy((): DataColumn<Member>[] => [
  idColumn(toVirusTotal),
  nameColumn(),
  emailColumn(),
  rolesColumn(),
  numberColumn(i18n.t('dashboard.column.cap'), dailyCap, { exportOnly: true }),
  timeColumn(i18n.t('dashboard.column.last_login'), ({ lastLogin }) => lastLogin),
  timeColumn(i18n.t('dashboard.column.joined'), ({ userSince }) => userSince),
  statusColumn(),
]);

export const serviceAccountColumns = lazy((): DataColumn<Member>[] => [
  idColumn(toOurPage),
  nameColumn(),
  rolesColumn(),
  numberColumn(i18n.t('dashboard.column.cap'), dailyCap),
  timeColumn(i18n.t('dashboard.column.last_login'), ({ lastLogin }) => lastLogin),
  timeColumn(i18n.t('dashboard.column.joined'), ({ userSince }) => userSince, { exportOnly: true }),
  statusColumn(),
]);

export const consumerColumns = lazy((): DataColumn<Member>[] => [
  idColumn(toVirusTotal),
  nameColumn(),
  emailColumn(),
  numberColumn(i18n.t('dashboard.column.used'), ({ consumed }) => consumed),
]);
