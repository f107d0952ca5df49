// VirusTotal's origin, and the URLs of its pages.

export const virusTotalOrigin = 'https://www.virustotal.com';

/** As browsers write it in permissions. */
export const hostPattern = `${virusTotalOrigin}/*`;

export const guiUrl = `${virusTotalOrigin}/gui`;

export const userUrl = (id: string): string => `${guiUrl}/user/${pathSegment(id)}`;

export const groupUrl = (id: string): string => `${guiUrl}/group/${pathSegment(id)}/users`;

/** A foreign id as one segment of a path. Half of a surrogate pair, which would throw, is replaced. */
export const pathSegment = (id: string): string => encodeURIComponent(id.toWellFormed());
