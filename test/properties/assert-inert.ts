// What no drawing of foreign text may do.
import { isPolluted } from './arbitraries.ts';

/** Nothing foreign has become an element, and no address leads anywhere but to VirusTotal and our own pages. */
export function isTame(root: ParentNode): boolean {
  const links = [...root.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? '');
  const isNear = links.every((href) =>
    /^(?:https:\/\/www\.virustotal\.com\/gui\/|\/dashboard\.html$)/u.test(href),
  );
  return root.querySelector('img, script, iframe') === null && isNear && !isPolluted();
}
