// VirusTotal's own pages about things, for links out of the dashboard.
import type { Place } from '../../core/virustotal/comment.ts';

const gui = 'https://www.virustotal.com/gui';

export const userPage = (id: string): string => `${gui}/user/${escaped(id)}`;

export const groupPage = (id: string): string => `${gui}/group/${escaped(id)}/users`;

const folders = { file: 'file', domain: 'domain', ip: 'ip-address', url: 'url' } as const;

export function placePage({ kind, id }: Place): string {
  return kind === 'graph' ? graphPage(id) : `${gui}/${folders[kind]}/${escaped(id)}`;
}

export const graphPage = (id: string): string => `https://www.virustotal.com/graph/${escaped(id)}`;

function escaped(id: string): string {
  return encodeURIComponent(id.toWellFormed());
}
