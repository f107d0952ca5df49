// A moment that VirusTotal names: the day, with how long ago while that tells something, and the time in UTC on hover.
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

/** In one line, as tables have it: how long ago, after a week the day. The table keeps it up to date. */
export function BriefDateTime({ at }: { at: number }) {
  const now = Date.now();
  return (
    <time dateTime={new Date(at).toISOString()} title={formatUtc(at)}>
      {(now - at < 7 * day && formatRelative(at, now)) || formatDate(at)}
    </time>
  );
}
