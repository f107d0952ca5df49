// How long data about other people is kept, and a button that forgets it now.
import { i18n } from '#i18n';
import { useState } from 'preact/hooks';
import { Notice } from '../../components/Notice.tsx';
import { send } from '../../core/messages.ts';
import { retentionChoices, type Settings } from '../../core/storage/schema.ts';

export function OtherPeople({ settings: { peopleRetentionDays } }: { settings: Settings }) {
  const [isForgotten, setIsForgotten] = useState<boolean>();
  const forget = async (): Promise<void> => {
    setIsForgotten(undefined);
    const { ok } = await send('forgetOtherPeople', {});
    setIsForgotten(ok);
  };
  return (
    <div class="action">
      <button
        class="button"
        type="button"
        aria-describedby="forget-hint"
        onClick={() => {
          void forget();
        }}
      >
        {i18n.t('data.forget')}
      </button>
      <p class="hint" id="forget-hint">
        {i18n.t('data.forget_hint')}
      </p>
      <label>
        {i18n.t('data.forget_after')}{' '}
        <select
          class="field"
          value={String(peopleRetentionDays)}
          onChange={({ currentTarget }) =>
            void send('saveSettings', { peopleRetentionDays: Number(currentTarget.value) })
          }
        >
          {retentionChoices.map((choice) => (
            <option key={choice} value={String(choice)}>
              {i18n.t('data.days', choice)}
            </option>
          ))}
        </select>
      </label>
      {isForgotten !== undefined && (
        <Notice tone={isForgotten ? 'ok' : 'critical'}>
          {i18n.t(isForgotten ? 'data.forgotten' : 'data.not_forgotten')}
        </Notice>
      )}
    </div>
  );
}
