// Which user or group a VirusTotal address shows. The address is the only thing of the page that says so reliably.
import { hasInvisible } from '../../core/common/characters.ts';
import { mayContainKey, normalizeId } from '../../core/common/ids.ts';
import type { Place } from '../../core/panel-channel.ts';

const form = /^\/gui\/(user|group)\/([^/]+)(?:\/|$)/u;

/**
 * Whether a segment names nobody. `/gui/user/apikey` is an old link to the reader's own key. An id may be a key, or hold
 * characters that no id has: nothing of it is sent, stored or logged.
 */
const isNobody = (id: string): boolean => id === 'apikey' || mayContainKey(id) || hasInvisible(id);

/** What the path of a user's or group's page or one of its tabs shows, its id decoded; undefined on every other page. */
export function placeOf(path: string): Place | undefined {
  const [, of, segment = ''] = form.exec(path) ?? [];
  const id = decoded(segment)?.trim();
  return !id || isNobody(id) ? undefined : { of: of as Place['of'], id };
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A stray percent sign: VirusTotal knows no such user.
    return undefined;
  }
}

const nameOf = (place: Place | undefined): string | undefined =>
  place && `${place.of} ${normalizeId(place.id)}`;

/** Whether two places are the same. */
export const isSamePlace = (a: Place | undefined, b: Place | undefined): boolean => nameOf(a) === nameOf(b);
