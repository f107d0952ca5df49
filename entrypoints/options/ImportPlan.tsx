// What taking in a file would do, before it is done.
import { i18n } from '#i18n';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { SettingsFile, SettingsFileAccount, ImportPlan } from '../../core/storage/settings-file.ts';
import { formatDate } from '../../core/presentation/format.ts';
import { describeSetting } from './describe-setting.ts';

export type ImportPlanProps = {
  backup: SettingsFile;
  plan: ImportPlan;
  onYes: (plan: ImportPlan) => void;
  onNo: () => void;
};

export function ImportPlan({ backup, plan, onYes, onNo }: ImportPlanProps) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  const settings = describeSetting(plan.settings);
  return (
    <div
      class="plan"
      role="group"
      aria-label={i18n.t('data.plan')}
      tabIndex={-1}
      ref={place}
      onKeyDown={({ key }) => key === 'Escape' && onNo()}
    >
      <strong>{i18n.t('data.plan')}</strong>
      <p>{i18n.t('data.saved', [formatDate(Date.parse(backup.time))])}</p>
      <ul>
        {plan.added.length > 0 && (
          <li>
            {i18n.t('data.added', plan.added.length)} <Ids of={plan.added} />
          </li>
        )}
        {plan.known.length > 0 && (
          <li>
            {i18n.t('data.known', plan.known.length)} <Ids of={plan.known} />
          </li>
        )}
        {backup.accounts.length === 0 && <li>{i18n.t('data.no_accounts')}</li>}
        {settings.length === 0 && <li>{i18n.t('data.same_settings')}</li>}
        {settings.map((words) => (
          <li key={words}>{words}</li>
        ))}
      </ul>
      <div class="actions">
        <button class="button" data-main type="button" onClick={() => onYes(plan)}>
          {i18n.t('data.yes')}
        </button>
        <button class="button" type="button" onClick={onNo}>
          {i18n.t('data.no')}
        </button>
      </div>
    </div>
  );
}

const mostIds = 10;

function Ids({ of }: { of: readonly SettingsFileAccount[] }): ComponentChildren {
  return (
    <>
      {of.slice(0, mostIds).map(({ id }, place) => (
        <span key={id}>
          {place > 0 && ', '}
          <bdi>{id}</bdi>
        </span>
      ))}
      {of.length > mostIds && ` ${i18n.t('data.more', [String(of.length - mostIds)])}`}
    </>
  );
}
