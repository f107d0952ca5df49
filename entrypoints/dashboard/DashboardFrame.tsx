// The dashboard before its figures are read: the places of header and section. The page's HTML contains the same, so that the first
// paint needs no script.
import { i18n } from '#i18n';

export const DashboardFrame = () => (
  <div class="dashboard-frame" role="status" aria-busy aria-label={i18n.t('popup.loading')}>
    <div class="top">
      <div class="top-row" />
      <nav />
    </div>
    <main>
      <div class="section-part" />
    </main>
  </div>
);
