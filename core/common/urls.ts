// VirusTotal's origin, and the URLs of its pages.

export const virusTotalOrigin = 'https://www.virustotal.com';

/** As browsers write it in permissions. */
export const hostPattern = `${virusTotalOrigin}/*`;

const guiUrl = `${virusTotalOrigin}/gui`;

/** The page that shows the reader's own API key. */
export const keyPageUrl = `${guiUrl}/my-apikey`;

export const userUrl = (id: string): string => `${guiUrl}/user/${pathSegment(id)}`;

export const groupUrl = (id: string): string => `${guiUrl}/group/${pathSegment(id)}/users`;

const targetFolders = { file: 'file', domain: 'domain', ip: 'ip-address', url: 'url' } as const;

/** What comments and hunting matches are about. */
export function targetUrl({ kind, id }: { kind: keyof typeof targetFolders | 'graph'; id: string }): string {
  return kind === 'graph' ? graphUrl(id) : `${guiUrl}/${targetFolders[kind]}/${pathSegment(id)}`;
}

export const graphUrl = (id: string): string => `${virusTotalOrigin}/graph/${pathSegment(id)}`;

/** A foreign id as one segment of a path. Half of a surrogate pair, which would throw, is replaced. */
export const pathSegment = (id: string): string => encodeURIComponent(id.toWellFormed());
