// Owns the base class of every page component: Lit, the shared style sheet, a known root, and in-app links.
import {
  type CSSResult,
  type CSSResultGroup,
  LitElement,
  type PropertyDeclarations,
  type PropertyValues,
} from 'lit';
import { baseStyles } from './styles.ts';
import { roots } from './state.ts';
import type { Route } from './routes.ts';

export type NavigateDetail = { href: string; replace: boolean };

export class VtElement extends LitElement {
  static override styles: CSSResultGroup = baseStyles;

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    const root = super.createRenderRoot();
    if (root instanceof ShadowRoot) roots.set(this, root);
    root.addEventListener('click', (event) => followLink(event, root));
    return root;
  }

  /** For views without a root, such as VirusTotal's sign-in: call it from createRenderRoot. */
  protected renderInLight(): HTMLElement {
    this.addEventListener('click', (event) => followLink(event, this));
    for (const { styleSheet } of (this.constructor as typeof LitElement).elementStyles as CSSResult[]) {
      if (styleSheet && !document.adoptedStyleSheets.includes(styleSheet)) {
        document.adoptedStyleSheets.push(styleSheet);
      }
    }
    return this;
  }
}

/** A view, which gets its route from the router. */
export class ViewElement extends VtElement {
  static override properties: PropertyDeclarations = { route: { attribute: false } };
  declare route: Route;

  /** For storms; views with delayed data return to the spinner and then to the response. */
  swap(): void {
    this.requestUpdate();
  }

  /** True if the id differs from the last render. */
  protected idChanged(changed: PropertyValues): boolean {
    const before = changed.get('route') as Route | undefined;
    return changed.has('route') && before?.id !== this.route.id;
  }
}

export function define(tag: string, element: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, element);
}

// Each root handles its own links, because a closed root hides the anchor from composedPath.
function followLink(event: Event, root: Node): void {
  const anchor = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
  if (anchor && anchor.getRootNode() === root.getRootNode()) requestNavigation(event, anchor);
}

export function requestNavigation(event: Event, anchor: HTMLAnchorElement): void {
  const plain = event instanceof MouseEvent && !event.ctrlKey && !event.metaKey && !event.shiftKey;
  const href = anchor.getAttribute('href') ?? '';
  if (!plain || event.defaultPrevented || anchor.target || !/^\/gui(\/|$)/.test(href)) return;
  event.preventDefault();
  const detail: NavigateDetail = { href, replace: anchor.hasAttribute('no-history') };
  document.dispatchEvent(new CustomEvent('vt-navigate', { detail }));
}
