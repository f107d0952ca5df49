// VirusTotal's origin, and the URLs of its pages.

export const virusTotalOrigin = 'https://www.virustotal.com';

/** The match pattern for host permissions. */
export const hostPattern = `${virusTotalOrigin}/*`;

/** A foreign id as one URL path segment. Lone surrogates, which would throw, are replaced. */
export const pathSegment = (id: string): string => encodeURIComponent(id.toWellFormed());

export const pageUrl = (folder: string, id: string): string =>
  `${virusTotalOrigin}/${folder}/${pathSegment(id)}`;

export const userUrl = (id: string): string => pageUrl('gui/user', id);

export const groupUrl = (id: string): string => `${pageUrl('gui/group', id)}/users`;
