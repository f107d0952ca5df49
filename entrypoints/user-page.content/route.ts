// Which user a VirusTotal address shows. The address is the only thing of the page that says so reliably.

const form = /^\/gui\/user\/([^/]+)(?:\/|$)/u;

// `/gui/user/apikey` is somebody's old link to the own key. VirusTotal also takes API keys where a user id stands, so a
// segment of 64 letters and digits may be one: it is treated as no user at all, and nothing is sent, stored or logged.
const noUser = /^(?:apikey|[0-9A-Za-z]{64})$/u;

/** The id in the path of a user page or one of its tabs, decoded; undefined on every other page. */
export function userOfPath(path: string): string | undefined {
  const segment = form.exec(path)?.[1];
  if (segment === undefined) return undefined;
  const id = decoded(segment)?.trim();
  return id === undefined || id === '' || noUser.test(id) ? undefined : id;
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment);
  } catch {
    // A stray percent sign: VirusTotal knows no such user.
    return undefined;
  }
}

/** Whether two ids mean the same user; VirusTotal's ids are taken not to tell case apart. */
export const isSameUser = (a: string | undefined, b: string | undefined): boolean =>
  a?.toLowerCase() === b?.toLowerCase();
