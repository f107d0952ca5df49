// Checks that rendered foreign text is inert.
import { isPolluted } from './arbitraries.ts';

/** Allowed links besides those to VirusTotal's pages. */
export type Ours = { links?: RegExp; images?: readonly string[] };

/** @throws if foreign text became an element, a link leads elsewhere, or a prototype was changed */
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
  if (foreign.length > 0) throw new Error(`foreign text became an element: ${foreign[0]?.outerHTML}`);
  if (away.length > 0) throw new Error(`a link leads to ${away[0]}`);
  if (isPolluted()) throw new Error('a prototype was changed');
}
