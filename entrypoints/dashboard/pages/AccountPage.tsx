// The account page: what can be run now, quotas, usage and what ends soon; then the rest, and who it is last.
import { i18n } from '#i18n';
import { ExternalLink } from '../../../components/Item.tsx';
import { useNow } from '../../../components/use-now.ts';
import { type Account, figuresAt, quotaStatusesOf, unreadFields } from '../../../core/domain/account.ts';
import { accountKind } from '../../../core/domain/account-details.ts';
import { isTwoFactorReplaced } from '../../../core/domain/sign-on.ts';
import { Administration } from '../sections/Administration.tsx';
import { Ends } from '../sections/Ends.tsx';
import { Heading, Section, DataSource } from '../sections/Section.tsx';
import { QuotaGroupSources } from '../sections/QuotaGroupSources.tsx';
import { Preferences } from '../sections/Preferences.tsx';
import { Profile } from '../sections/Profile.tsx';
import { Privileges, Quotas } from '../sections/Quotas.tsx';
import { InvalidFields } from '../sections/InvalidFields.tsx';
import { Usage } from '../sections/Usage.tsx';
import type { User } from '../../../core/virustotal/resources/user.ts';
import { userUrl } from '../../../core/common/urls.ts';

export function AccountPage({ account }: { account: Account }) {
  const { id, keyLast4, user, groups, quotas } = account;
  const profile: User = { ...(user?.value ?? { id, invalidFields: [] }), kind: accountKind(account) };
  const now = useNow();
  const common = { owner: id, cost: i18n.t('dashboard.loaded_with_account') };
  return (
    <>
      <Heading>{i18n.t('dashboard.account')}</Heading>
      <Quotas
        {...common}
        {...(quotas && { cost: i18n.t('dashboard.free') })}
        quotas={quotaStatusesOf(account, now)}
        at={figuresAt(account) ?? user?.at}
        hidden={i18n.t('dashboard.quotas_hidden')}
      />
      <InvalidFields invalidFields={unreadFields(quotas?.value ?? [])} />
      <Administration account={account} />
      <Usage account={id} owner={id} isKnown of="usage" accessHint={i18n.t('dashboard.usage_access')} />
      <Ends privileges={user?.value.privileges} />
      <Privileges
        {...common}
        privileges={user?.value.privileges}
        at={user?.at}
        hidden={i18n.t('dashboard.privileges_hidden')}
      />
      <QuotaGroupSources account={account} />
      <Preferences owner={id} groups={user?.value.preferences} at={user?.at} />
      <Section
        title={id}
        meta={<DataSource at={user?.at} text={i18n.t('dashboard.refreshed_automatically')} />}
      >
        <Profile
          user={profile}
          keyLast4={keyLast4}
          isTwoFactorReplaced={isTwoFactorReplaced(profile, groups?.value.groups)}
        />
        <InvalidFields invalidFields={user?.value.invalidFields ?? []} />
        <p>
          <ExternalLink href={userUrl(id)}>{i18n.t('dashboard.on_virustotal')}</ExternalLink>
        </p>
      </Section>
    </>
  );
}
