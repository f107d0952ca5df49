// The age of data: "Updated 5 min. ago", updated automatically. After the clock was set back it names the time instead.
import { i18n } from '#i18n';
import { formatRelative, formatClock, formatUtc } from '../core/presentation/format.ts';
import { useNow } from './use-now.ts';
import { minute } from '../core/common/time-units.ts';

/** @param at milliseconds since the epoch */
export function UpdatedAgo({ at }: { at: number }) {
  const now = useNow();
  return (
    <time class="age" dateTime={new Date(at).toISOString()} title={formatUtc(at)}>
      {ageText(at, now)}
    </time>
  );
}

function ageText(at: number, now: number): string {
  if (at - now > minute) return i18n.t('age.ahead', [formatClock(at, now)]);
  const age = formatRelative(at, now);
  return age === undefined ? i18n.t('age.fresh') : i18n.t('age.updated', [age]);
}
