// Deletes everything stored in this browser, after a confirmation.
import { i18n } from '#i18n';
import { useRef, useState } from 'preact/hooks';
import { Notice } from '../../components/Notice.tsx';
import { send } from '../../core/messages.ts';
import { forgetPopupRecord } from '../../core/store/popup-record.ts';

export function DeleteEverything() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [busy, setBusy] = useState(false);
  const [isDeleted, setIsDeleted] = useState<boolean>();
  const deleteAll = async (): Promise<void> => {
    if (busy) return;
    setBusy(true);
    forgetPopupRecord();
    const { ok } = await send('deleteEverything', {});
    setBusy(false);
    dialog.current?.close();
    setIsDeleted(ok);
  };
  return (
    <div class="action">
      <button
        class="button"
        data-tone="critical"
        type="button"
        aria-describedby="delete-hint"
        onClick={() => {
          setIsDeleted(undefined);
          dialog.current?.showModal();
        }}
      >
        {i18n.t('data.delete')}
      </button>
      <p class="hint" id="delete-hint">
        {i18n.t('data.delete_hint')}
      </p>
      <dialog
        ref={dialog}
        class="confirm-dialog"
        aria-labelledby="confirm-title"
        aria-describedby="confirm-text"
      >
        <h3 id="confirm-title">{i18n.t('data.delete_confirm')}</h3>
        <div id="confirm-text">
          <p>{i18n.t('data.deletes')}</p>
          <ul>
            <li>{i18n.t('data.deletes_accounts')}</li>
            <li>{i18n.t('data.deletes_cached')}</li>
            <li>{i18n.t('data.deletes_settings')}</li>
          </ul>
          <p>{i18n.t('data.unaffected')}</p>
          <p>{i18n.t('data.remains')}</p>
        </div>
        <div class="actions">
          <button class="button" type="button" autofocus onClick={() => dialog.current?.close()}>
            {i18n.t('data.no')}
          </button>
          <button
            class="button"
            data-tone="critical"
            type="button"
            aria-busy={busy}
            aria-disabled={busy}
            onClick={() => void deleteAll()}
          >
            {i18n.t('data.delete_yes')}
          </button>
        </div>
      </dialog>
      {isDeleted !== undefined && (
        <Notice tone={isDeleted ? 'ok' : 'critical'}>
          {i18n.t(isDeleted ? 'data.deleted' : 'data.not_deleted')}
        </Notice>
      )}
    </div>
  );
}
