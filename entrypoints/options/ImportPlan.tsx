// The preview of an import.
import { i18n } from '#i18n';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { SettingsFile, SettingsFileAccount, ImportPlan } from '../../core/storage/settings-file.ts';
import { formatDate } from '../../core/presentation/format.ts';
import { describeSettings } from './describe-setting.ts';
import { Name } from '../../components/Name.tsx';

export type ImportPlanProps = {
  file: SettingsFile;
  plan: ImportPlan;
  onYes: (plan: ImportPlan) => void;
  onNo: () => void;
};

export function ImportPlan({ file, plan, onYes, onNo }: ImportPlanProps) {
  const container = useRef<HTMLDivElement>(null);
  useEffect(() => container.current?.focus(), []);
  const settings = describeSettings(plan.settings);
  return (
    <div
      class="plan"
      role="group"
      aria-label={i18n.t('data.plan')}
      tabIndex={-1}
      ref={container}
      onKeyDown={({ key }) => key === 'Escape' && onNo()}
    >
      <strong>{i18n.t('data.plan')}</strong>
      <p>{i18n.t('data.saved', [formatDate(Date.parse(file.time))])}</p>
      <ul>
        {plan.added.length > 0 && (
          <li>
            {i18n.t('data.added', plan.added.length)} <Ids accounts={plan.added} />
          </li>
        )}
        {plan.existing.length > 0 && (
          <li>
            {i18n.t('data.existing', plan.existing.length)} <Ids accounts={plan.existing} />
          </li>
        )}
        {file.accounts.length === 0 && <li>{i18n.t('data.no_accounts')}</li>}
        {settings.length === 0 && <li>{i18n.t('data.same_settings')}</li>}
        {settings.map((text) => (
          <li key={text}>{text}</li>
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

const maximumIds = 10;

function Ids({ accounts }: { accounts: readonly SettingsFileAccount[] }): ComponentChildren {
  return (
    <>
      {accounts.slice(0, maximumIds).map(({ id }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <Name text={id} />
        </span>
      ))}
      {accounts.length > maximumIds && ` ${i18n.t('data.more', [String(accounts.length - maximumIds)])}`}
    </>
  );
}
