// What no drawing of foreign text may do.
import { isPolluted } from './arbitraries.ts';

/** What is ours in it, beside links to pages of VirusTotal. */
export type Ours = { links?: RegExp; images?: readonly string[] };

/** @throws where something foreign has become an element, a link leads elsewhere, or a prototype was changed */
export function assertInert(
  root: ParentNode,
  { links = /^\/dashboard\.html$/u, images = [] }: Ours = {},
): void {
  const foreign = [...root.querySelectorAll('img, script, iframe, [onclick]')].filter(
    (element) => !images.includes(element.getAttribute('src') ?? ''),
  );
  const away = [...root.querySelectorAll('a')]
    .map((link) => link.getAttribute('href') ?? '')
    .filter((href) => !href.startsWith('https://www.virustotal.com/gui/') && !links.test(href));
  if (foreign.length > 0) throw new Error(`made an element: ${foreign[0]?.outerHTML}`);
  if (away.length > 0) throw new Error(`leads to ${away[0]}`);
  if (isPolluted()) throw new Error('changed a prototype');
}
