// What VirusTotal tells of a group, attribute by attribute.
import { i18n } from '#i18n';
import { DefinitionList } from '../../../components/DefinitionList.tsx';
import { joinParts } from '../../../core/presentation/format.ts';
import type { Group } from '../../../core/virustotal/resources/group.ts';
import { hrefOf } from '../route.ts';
import { Quiet } from './Section.tsx';
import { formatMoment, text } from './Profile.tsx';

export function GroupFacts({ group }: { group: Group }) {
  const { singleSignOn, autoAddUsers, country, countryIso, privileges, quotas } = group;
  // Members are shown both.
  const isOutside = !privileges && !quotas;
  const signOn =
    singleSignOn === undefined
      ? undefined
      : i18n.t(singleSignOn ? 'dashboard.fact.sign_on_yes' : 'dashboard.fact.sign_on_no');
  const facts = [
    {
      name: i18n.t('dashboard.fact.role'),
      value: text(group.role),
      whoMay: isOutside ? undefined : <RoleHint />,
    },
    { name: i18n.t('dashboard.fact.organization'), value: text(group.organization) },
    { name: i18n.t('dashboard.fact.legal_name'), value: text(group.legalName) },
    { name: i18n.t('dashboard.fact.country'), value: text(countryOf(country, countryIso)) },
    { name: i18n.t('dashboard.fact.industry'), value: text(group.industry) },
    { name: i18n.t('dashboard.fact.domain'), value: text(group.domain) },
    { name: i18n.t('dashboard.fact.sign_on'), value: signOn },
    { name: i18n.t('dashboard.fact.agreement'), value: formatMoment(group.agreementSigned) },
    {
      name: i18n.t('dashboard.fact.auto_add'),
      value: text(autoAddUsers && joinParts(autoAddUsers, ', ')),
      whoMay: i18n.t('dashboard.group.admins_only'),
    },
  ];
  return (
    <>
      <DefinitionList facts={facts} />
      {isOutside && <Quiet>{i18n.t('dashboard.group.rest')}</Quiet>}
    </>
  );
}

const RoleHint = () => <a href={hrefOf('groups')}>{i18n.t('dashboard.group.role_unknown')}</a>;

const countryOf = (name: string | undefined, iso: string | undefined): string | undefined =>
  name !== undefined && iso !== undefined ? `${name} (${iso})` : (name ?? iso);
