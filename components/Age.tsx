// How old figures are: "Updated 5 min. ago", growing older by itself.
import { i18n } from '#i18n';
import { ago, utcOf } from '../core/words/time.ts';
import { useNow } from './use-now.ts';

/** @param at milliseconds since the epoch */
export function Age({ at }: { at: number }) {
  // The clock ticks twice a minute; figures that came between two ticks are younger than it.
  const age = ago(at, Math.max(at, useNow()));
  return (
    <time class="age" dateTime={new Date(at).toISOString()} title={utcOf(at)}>
      {age === undefined ? i18n.t('age.fresh') : i18n.t('age.updated', [age])}
    </time>
  );
}
