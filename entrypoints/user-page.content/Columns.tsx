// The body of the panel: groups, privileges, quotas; or why there is nothing to show.
import { i18n } from '#i18n';
import type { ComponentChildren } from 'preact';
import { GroupList } from '../../components/GroupList.tsx';
import { Notice } from '../../components/Notice.tsx';
import { PrivilegeList } from '../../components/PrivilegeList.tsx';
import { QuotaList } from '../../components/QuotaList.tsx';
import type { CommandError, Sight } from '../../core/state/messages.ts';
import { send } from '../../core/state/messages.ts';
import { failureSentence, retrySentence } from '../../core/words/failure.ts';

export type ColumnsProps = {
  sight: Sight | undefined;
  error: CommandError | undefined;
  now: number;
  onRetry: () => void;
};

export function Columns({ sight, error, now, onRetry }: ColumnsProps) {
  if (sight)
    return (
      <div class="panel-columns">
        <Groups sight={sight} />
        <Privileges sight={sight} />
        <Quotas sight={sight} now={now} />
      </div>
    );
  return (
    <div class="panel-columns" data-empty>
      {error ? <Trouble error={error} now={now} onRetry={onRetry} /> : i18n.t('panel.loading')}
    </div>
  );
}

function Trouble({
  error: { kind, retryAt },
  now,
  onRetry,
}: Omit<ColumnsProps, 'sight'> & { error: CommandError }) {
  const isSetup = kind === 'no-key' || kind === 'bad-key' || kind === 'no-access' || kind === 'inactive';
  const act = isSetup ? () => void send('openOptions', {}) : onRetry;
  return (
    <Notice tone={kind === 'not-found' ? 'plain' : 'warning'}>
      <p>
        {kind === 'no-key' ? i18n.t('panel.no_account') : failureSentence(kind)} {retrySentence(retryAt, now)}
      </p>
      <button type="button" class="button" onClick={act}>
        {i18n.t(isSetup ? 'panel.options' : 'panel.retry')}
      </button>
    </Notice>
  );
}

function Column({ title, aside, children }: { title: string; aside?: string; children: ComponentChildren }) {
  return (
    <div class="panel-column">
      <div class="section-head">
        <h2>{title}</h2>
        {aside && <span class="section-aside">{aside}</span>}
      </div>
      <div class="panel-scroll" tabIndex={0} role="group" aria-label={title}>
        {children}
      </div>
    </div>
  );
}

const Hidden = ({ children }: { children: string }) => <p class="panel-withheld">{children}</p>;

function Groups({ sight: { groups, own } }: { sight: Sight }) {
  const count = groups && (groups.value.count ?? groups.value.groups.length);
  return (
    <Column title={i18n.t('groups.title')} {...(count !== undefined && { aside: String(count) })}>
      {groups ? (
        <GroupList groups={groups.value.groups} more={(count ?? 0) - groups.value.groups.length} />
      ) : (
        <Hidden>{i18n.t(own ? 'panel.groups_unread' : 'panel.groups_hidden')}</Hidden>
      )}
      {count === 0 && <Hidden>{i18n.t('panel.groups_none')}</Hidden>}
    </Column>
  );
}

function Privileges({ sight: { privileges } }: { sight: Sight }) {
  if (!privileges)
    return (
      <Column title={i18n.t('privileges.title')}>
        <Hidden>{i18n.t('panel.privileges_hidden')}</Hidden>
      </Column>
    );
  const had = privileges.filter(({ standing }) => standing === 'granted' || standing === 'lapsing').length;
  return (
    <Column title={i18n.t('privileges.title')} aside={i18n.t('panel.granted', had)}>
      <PrivilegeList privileges={privileges} />
    </Column>
  );
}

function Quotas({ sight: { quotas }, now }: { sight: Sight; now: number }) {
  return (
    <Column title={i18n.t('panel.quotas')}>
      {quotas.length > 0 ? (
        <QuotaList vitals={quotas} now={now} />
      ) : (
        <Hidden>{i18n.t('panel.quotas_hidden')}</Hidden>
      )}
    </Column>
  );
}
