// VirusTotal's own pages about users and groups, for links to them. Those about things are in thing-addresses.ts: the popup,
// which links to none, does not load them.

export const guiUrl = 'https://www.virustotal.com/gui';

export const userUrl = (id: string): string => `${guiUrl}/user/${pathSegment(id)}`;

export const groupUrl = (id: string): string => `${guiUrl}/group/${pathSegment(id)}/users`;

/** An id of somebody else's making as one segment of a path. A lone half of a pair would throw. */
export function pathSegment(id: string): string {
  return encodeURIComponent(id.toWellFormed());
}
