// VirusTotal's own pages about users and groups, for links to them. Those about things are in thing-addresses.ts: the popup,
// which links to none, does not load them.

export const gui = 'https://www.virustotal.com/gui';

export const userPage = (id: string): string => `${gui}/user/${escaped(id)}`;

export const groupPage = (id: string): string => `${gui}/group/${escaped(id)}/users`;

/** An id of somebody else's making as one segment of a path. A lone half of a pair would throw. */
export function escaped(id: string): string {
  return encodeURIComponent(id.toWellFormed());
}
