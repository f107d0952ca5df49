// The attributes of a group that VirusTotal shows.
import { i18n } from '#i18n';
import { type Definition, DefinitionList } from '../../../components/DefinitionList.tsx';
import { joinParts } from '../../../core/presentation/format.ts';
import type { Group } from '../../../core/virustotal/resources/group.ts';
import { hrefOf } from '../route.ts';
import { Quiet } from './Section.tsx';
import { timeValue, textValue } from './Profile.tsx';

export function GroupDetails({ group }: { group: Group }) {
  const { singleSignOn, autoAddUsers, country, countryIso, privileges, quotas } = group;
  // Members can see both.
  const isOutside = !privileges && !quotas;
  const signOn =
    singleSignOn === undefined
      ? undefined
      : i18n.t(singleSignOn ? 'dashboard.field.sign_on_yes' : 'dashboard.field.sign_on_no');
  const definitions: Definition[] = [
    {
      name: i18n.t('dashboard.field.role'),
      value: textValue(group.role),
      hint: isOutside ? undefined : <RoleHint />,
    },
    { name: i18n.t('dashboard.field.organization'), value: textValue(group.organization) },
    { name: i18n.t('dashboard.field.legal_name'), value: textValue(group.legalName) },
    { name: i18n.t('dashboard.field.country'), value: textValue(countryOf(country, countryIso)) },
    { name: i18n.t('dashboard.field.industry'), value: textValue(group.industry) },
    { name: i18n.t('dashboard.field.domain'), value: textValue(group.domain) },
    { name: i18n.t('dashboard.field.sign_on'), value: signOn },
    { name: i18n.t('dashboard.field.agreement'), value: timeValue(group.agreementSigned) },
    {
      name: i18n.t('dashboard.field.auto_add'),
      value: textValue(autoAddUsers && joinParts(autoAddUsers, ', ')),
      hint: i18n.t('dashboard.group.admins_only'),
    },
  ];
  return (
    <>
      <DefinitionList definitions={definitions} />
      {isOutside && <Quiet>{i18n.t('dashboard.group.rest')}</Quiet>}
    </>
  );
}

const RoleHint = () => <a href={hrefOf('groups')}>{i18n.t('dashboard.group.role_unknown')}</a>;

const countryOf = (name: string | undefined, iso: string | undefined): string | undefined =>
  name !== undefined && iso !== undefined ? `${name} (${iso})` : (name ?? iso);
