// The account in full: every attribute, who pays, quotas, privileges, preferences, usage.
import { i18n } from '#i18n';
import { Away } from '../../../components/Item.tsx';
import { useNow } from '../../../components/use-now.ts';
import { type Account, accountQuotas } from '../../../core/domain/account.ts';
import { Heading, Part, Read } from '../sections/Section.tsx';
import { Payers } from '../sections/QuotaGroupSources.tsx';
import { Preferences } from '../sections/Preferences.tsx';
import { Profile } from '../sections/Profile.tsx';
import { Privileges, Quotas } from '../sections/Quotas.tsx';
import { Unread } from '../sections/InvalidFields.tsx';
import { Usage } from '../sections/Usage.tsx';
import { userPage } from '../../../core/presentation/addresses.ts';

export function AccountPage({ account }: { account: Account }) {
  const { id, kind, keyEnd, user, quotas } = account;
  const now = useNow();
  const withIt = { owner: id, cost: i18n.t('dashboard.with_it') };
  return (
    <>
      <Heading>{i18n.t('dashboard.account')}</Heading>
      <Part title={id} aside={<Read at={user?.at} words={i18n.t('dashboard.by_itself')} />}>
        <Profile user={user?.value ?? { id, kind, wrong: [] }} keyEnd={keyEnd} />
        <Unread wrong={user?.value.wrong ?? []} />
        <p>
          <Away href={userPage(id)}>{i18n.t('dashboard.on_virustotal')}</Away>
        </p>
      </Part>
      <Payers account={account} />
      <Quotas
        {...withIt}
        {...(quotas && { cost: i18n.t('dashboard.free') })}
        vitals={accountQuotas(account, now)}
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
