// A time: the date, how long ago for the last 60 days, and the UTC time on hover.
import { formatRelative, formatDate, formatUtc } from '../core/presentation/format.ts';
import { useNow } from './use-now.ts';
import { day } from '../core/common/time-units.ts';

/** @param at milliseconds since the epoch */
export function DateTime({ at }: { at: number }) {
  const now = useNow();
  const age = now - at < 60 * day ? formatRelative(at, now) : undefined;
  return (
    <time dateTime={new Date(at).toISOString()} title={formatUtc(at)}>
      {formatDate(at)}
      {age && <small> {age}</small>}
    </time>
  );
}

/** One line for table cells: how long ago, or the date after a week. The table rerenders it. */
export function BriefDateTime({ at }: { at: number }) {
  const now = Date.now();
  return (
    <time dateTime={new Date(at).toISOString()} title={formatUtc(at)}>
      {(now - at < 7 * day && formatRelative(at, now)) || formatDate(at)}
    </time>
  );
}
