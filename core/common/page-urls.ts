// URLs of VirusTotal's pages that the popup does not link to and therefore does not load.
import { pageUrl } from './urls.ts';

/** The page that shows the user's own API key. */
export const keyPageUrl = pageUrl('gui', 'my-apikey');

const targetFolders = { file: 'file', domain: 'domain', ip: 'ip-address', url: 'url' } as const;

/** The page of the target of a comment or hunting match. */
export function targetUrl({ kind, id }: { kind: keyof typeof targetFolders | 'graph'; id: string }): string {
  return kind === 'graph' ? graphUrl(id) : pageUrl(`gui/${targetFolders[kind]}`, id);
}

export const graphUrl = (id: string): string => pageUrl('graph', id);
