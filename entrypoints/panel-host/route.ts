// Which user or group a VirusTotal address shows. The address is the only thing of the page that says so reliably.

/** A page that the panel stands on. */
export type Place = { of: 'user' | 'group'; id: string };

const form = /^\/gui\/(user|group)\/([^/]+)(?:\/|$)/u;

// `/gui/user/apikey` is somebody's old link to the own key. VirusTotal also takes API keys where a user id stands, so a
// segment of 64 letters and digits may be one: it is treated as nobody at all, and nothing is sent, stored or logged. So is
// one with control characters or marks that turn the direction of text: no id has any, and whoever made the link may.
const nobody = /^(?:apikey|[0-9A-Za-z]{64})$|[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/** What the path of a user's or group's page or one of its tabs shows, its id decoded; undefined on every other page. */
export function placeOf(path: string): Place | undefined {
  const [, of, segment = ''] = form.exec(path) ?? [];
  const id = decoded(segment)?.trim();
  return !id || nobody.test(id) ? undefined : { of: of as Place['of'], id };
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
  place && `${place.of} ${place.id.toLowerCase()}`;

/** Whether two places are the same; VirusTotal's ids are taken not to tell case apart. */
export const isSamePlace = (a: Place | undefined, b: Place | undefined): boolean => nameOf(a) === nameOf(b);
