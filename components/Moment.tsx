// A moment that VirusTotal names: the day, with how long ago, and the time in UTC on hover.
import { ago, dateOf, utcOf } from '../core/words/time.ts';
import { useNow } from './use-now.ts';

/** @param at milliseconds since the epoch */
export function Moment({ at }: { at: number }) {
  const age = ago(at, useNow());
  return (
    <time dateTime={new Date(at).toISOString()} title={utcOf(at)}>
      {dateOf(at)}
      {age && <small> {age}</small>}
    </time>
  );
}
