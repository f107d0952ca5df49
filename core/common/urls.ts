// VirusTotal's origin, and the URLs of its pages.

export const virusTotalOrigin = 'https://www.virustotal.com';

/** As browsers write it in permissions. */
export const hostPattern = `${virusTotalOrigin}/*`;

/** A foreign id as one segment of a path. Half of a surrogate pair, which would throw, is replaced. */
export const pathSegment = (id: string): string => encodeURIComponent(id.toWellFormed());

export const pageUrl = (folder: string, id: string): string =>
  `${virusTotalOrigin}/${folder}/${pathSegment(id)}`;

export const userUrl = (id: string): string => pageUrl('gui/user', id);

export const groupUrl = (id: string): string => `${pageUrl('gui/group', id)}/users`;
