// A placeholder for data that is being loaded, in about its shape. The popup's HTML contains the same one, so that the first paint
// needs no script.
import { i18n } from '#i18n';

export function Skeleton({ bare }: { bare?: boolean }) {
  return (
    <div class="skeleton" role="status" aria-busy aria-label={i18n.t('popup.loading')}>
      {!bare && <i class="skeleton-account-header" />}
      <i class="skeleton-box" />
      {[0, 1, 2, 3].map((row) => (
        <i key={row} />
      ))}
    </div>
  );
}
