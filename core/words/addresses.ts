// VirusTotal's own pages about users, groups and things, for links to them.
import type { Place } from '../virustotal/comment.ts';

const gui = 'https://www.virustotal.com/gui';

export const userPage = (id: string): string => `${gui}/user/${escaped(id)}`;

export const groupPage = (id: string): string => `${gui}/group/${escaped(id)}/users`;

const folders = { file: 'file', domain: 'domain', ip: 'ip-address', url: 'url' } as const;

export function placePage({ kind, id }: Place): string {
  return kind === 'graph' ? graphPage(id) : `${gui}/${folders[kind]}/${escaped(id)}`;
}

export const graphPage = (id: string): string => `https://www.virustotal.com/graph/${escaped(id)}`;

/** An id of somebody else's making as one segment of a path. A lone half of a pair would throw. */
function escaped(id: string): string {
  return encodeURIComponent(id.toWellFormed());
}
