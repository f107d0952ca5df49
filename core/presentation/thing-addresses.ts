// VirusTotal's own pages about the things people comment on, match and draw, for links to them.
import type { CommentTarget } from '../virustotal/resources/comment.ts';
import { escaped, gui } from './addresses.ts';

const folders = { file: 'file', domain: 'domain', ip: 'ip-address', url: 'url' } as const;

export function placePage({ kind, id }: CommentTarget): string {
  return kind === 'graph' ? graphPage(id) : `${gui}/${folders[kind]}/${escaped(id)}`;
}

export const graphPage = (id: string): string => `https://www.virustotal.com/graph/${escaped(id)}`;
