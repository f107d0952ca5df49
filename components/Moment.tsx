// A moment that VirusTotal names: the day, with how long ago while that tells something, and the time in UTC on hover.
import { ago, dateOf, utcOf } from '../core/words/time.ts';
import { useNow } from './use-now.ts';

const day = 86_400_000;

/** `brief`: in one line, as in a table. @param at milliseconds since the epoch */
export function Moment({ at, brief }: { at: number; brief?: boolean }) {
  const now = useNow();
  const isRecent = now - at < (brief ? 7 : 60) * day;
  const age = isRecent ? ago(at, now) : undefined;
  return (
    <time dateTime={new Date(at).toISOString()} title={utcOf(at)}>
      {brief ? (age ?? dateOf(at)) : dateOf(at)}
      {!brief && age && <small> {age}</small>}
    </time>
  );
}
