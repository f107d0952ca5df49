// The panel's last line: whose it is, how old its figures are, what they cost, and what went wrong last.
import { i18n } from '#i18n';
import type { Sight } from '../../core/state/messages.ts';
import { failureSentence } from '../../core/words/failure.ts';
import { ago, utcOf } from '../../core/words/time.ts';

export function Foot({ sight, now }: { sight: Sight | undefined; now: number }) {
  return (
    <footer class="panel-foot">
      <span>{i18n.t('extension.name')}</span>
      {sight && <Reading sight={sight} now={now} />}
    </footer>
  );
}

function Reading({ sight: { user, failure, cost }, now }: { sight: Sight; now: number }) {
  return (
    <>
      <span title={utcOf(user.at)}>
        {i18n.t('panel.read', [ago(user.at, now) ?? i18n.t('panel.just_now')])}
      </span>
      <span>{i18n.t('panel.cost', cost)}</span>
      {failure && (
        <span class="panel-failure" role="status">
          {failureSentence(failure.kind)}
        </span>
      )}
    </>
  );
}
