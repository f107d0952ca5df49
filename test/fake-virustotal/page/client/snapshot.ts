// Owns the serialization of the page's DOM, including shadow roots (also closed ones), for comparisons.
import { roots } from './state.ts';

/** One line per node; elements that match `ignore` are omitted with their content. */
export function snapshot(ignore?: string): string {
  const sheets = `#sheets ${document.adoptedStyleSheets.length} adopted, ${document.styleSheets.length} linked`;
  return [sheets, ...serialise(document.documentElement, '', ignore)].join('\n');
}

function serialise(node: Node, indent: string, ignore: string | undefined): string[] {
  if (node instanceof Text) return node.data.trim() ? [`${indent}"${node.data.trim()}"`] : [];
  // Lit's markers contain a number that differs in each document.
  if (node instanceof Comment) return [`${indent}<!--${node.data.replaceAll(/lit\$\d+\$/g, 'lit$')}-->`];
  if (!(node instanceof Element) || (ignore && node.matches(ignore))) return [];
  const attributes = Array.from(node.attributes, ({ name, value }) => ` ${name}="${value}"`).toSorted();
  const inner = `${indent}  `;
  const root = roots.get(node) ?? node.shadowRoot;
  const shadow = root ? [`${inner}#shadow-root ${root.mode}`, ...children(root, `${inner}  `, ignore)] : [];
  return [`${indent}<${node.localName}${attributes.join('')}>`, ...shadow, ...children(node, inner, ignore)];
}

function children(parent: Node, indent: string, ignore: string | undefined): string[] {
  return Array.from(parent.childNodes).flatMap((child) => serialise(child, indent, ignore));
}
