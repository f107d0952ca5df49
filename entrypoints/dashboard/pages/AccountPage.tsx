// The account in full: every attribute, who pays, quotas, privileges, preferences, usage.
import { i18n } from '#i18n';
import { ExternalLink } from '../../../components/Item.tsx';
import { useNow } from '../../../components/use-now.ts';
import { type Account, quotaStatusesOf } from '../../../core/domain/account.ts';
import { Heading, Section, Read } from '../sections/Section.tsx';
import { QuotaGroupSources } from '../sections/QuotaGroupSources.tsx';
import { Preferences } from '../sections/Preferences.tsx';
import { Profile } from '../sections/Profile.tsx';
import { Privileges, Quotas } from '../sections/Quotas.tsx';
import { InvalidFields } from '../sections/InvalidFields.tsx';
import { Usage } from '../sections/Usage.tsx';
import { userUrl } from '../../../core/common/urls.ts';

export function AccountPage({ account }: { account: Account }) {
  const { id, kind, keyLast4, user, quotas } = account;
  const now = useNow();
  const withIt = { owner: id, cost: i18n.t('dashboard.loaded_with_account') };
  return (
    <>
      <Heading>{i18n.t('dashboard.account')}</Heading>
      <Section title={id} aside={<Read at={user?.at} words={i18n.t('dashboard.refreshed_automatically')} />}>
        <Profile user={user?.value ?? { id, kind, invalidFields: [] }} keyLast4={keyLast4} />
        <InvalidFields invalidFields={user?.value.invalidFields ?? []} />
        <p>
          <ExternalLink href={userUrl(id)}>{i18n.t('dashboard.on_virustotal')}</ExternalLink>
        </p>
      </Section>
      <QuotaGroupSources account={account} />
      <Quotas
        {...withIt}
        {...(quotas && { cost: i18n.t('dashboard.free') })}
        vitals={quotaStatusesOf(account, now)}
        at={quotas?.at ?? user?.at}
        hidden={i18n.t('dashboard.quotas_hidden')}
      />
      <Privileges
        {...withIt}
        privileges={user?.value.privileges}
        at={user?.at}
        hidden={i18n.t('dashboard.privileges_hidden')}
      />
      <Preferences owner={id} groups={user?.value.preferences} at={user?.at} />
      <Usage account={id} owner={id} of="usage" whoMay={i18n.t('dashboard.usage_who')} />
    </>
  );
}
