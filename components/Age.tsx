// How old figures are: "Updated 5 min. ago", growing older by itself.
import { i18n } from '#i18n';
import { ago, utcOf } from '../core/words/time.ts';
import { useNow } from './use-now.ts';

/** @param at milliseconds since the epoch */
export function Age({ at }: { at: number }) {
  const age = ago(at, useNow());
  return (
    <time class="age" dateTime={new Date(at).toISOString()} title={utcOf(at)}>
      {age === undefined ? i18n.t('age.fresh') : i18n.t('age.updated', [age])}
    </time>
  );
}
