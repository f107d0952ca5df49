// VirusTotal's own pages about the things people comment on, match and draw, for links to them.
import type { CommentTarget } from '../virustotal/resources/comment.ts';
import { pathSegment, guiUrl } from './addresses.ts';

const folders = { file: 'file', domain: 'domain', ip: 'ip-address', url: 'url' } as const;

export function targetUrl({ kind, id }: CommentTarget): string {
  return kind === 'graph' ? graphUrl(id) : `${guiUrl}/${folders[kind]}/${pathSegment(id)}`;
}

export const graphUrl = (id: string): string => `https://www.virustotal.com/graph/${pathSegment(id)}`;
