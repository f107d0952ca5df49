// Owns small elements that several views share: icons, avatars, the generic card, special states, time.
import { css, html, svg, type SVGTemplateResult, type TemplateResult } from 'lit';
import { define, VtElement } from './vt-element.ts';

const paths = {
  search: svg`<circle cx="9" cy="9" r="6"/><path d="M13.5 13.5 18 18"/>`,
  upload: svg`<path d="M10 14V4M6 7.5 10 3.5l4 4M3.5 14v2.5h13V14"/>`,
  bell: svg`<path d="M4.5 14.5h11l-1.5-2V9a4 4 0 0 0-8 0v3.5zM8.5 17h3"/>`,
  moon: svg`<path d="M16.5 12A7 7 0 0 1 8 3.5 7 7 0 1 0 16.5 12z"/>`,
  comment: svg`<path d="M3.5 4.5h13v9H9l-3.5 3v-3h-2z"/>`,
  graph: svg`<circle cx="5" cy="10" r="2"/><circle cx="15" cy="5" r="2"/><circle cx="15" cy="15" r="2"/><path d="M7 9l6-3M7 11l6 3"/>`,
  folder: svg`<path d="M3 5.5h5l1.5 2H17v8.5H3z"/>`,
  file: svg`<path d="M5 3h6.5L15 6.5V17H5zM11 3v4h4"/>`,
} satisfies Record<string, SVGTemplateResult>;

export type IconName = keyof typeof paths;

export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 20 20" aria-hidden="true">${paths[name]}</svg>`;
}

/** Initials on a color derived from the id. */
export function avatar(id: string, name: string, large = false): TemplateResult {
  const words = (name || id).split(/[\s._@-]+/).filter(Boolean);
  const initials = words.slice(0, 2).map((word) => word.charAt(0).toUpperCase());
  const hue = Array.from(id).reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0) % 5;
  return html`<span class="avatar hue-${hue} ${large ? 'avatar-lg' : ''}" aria-hidden="true"
    >${initials}</span
  >`;
}

export function userPath(id: string): string {
  return `/gui/user/${encodeURIComponent(id)}`;
}

export function monthOf(seconds: number): string {
  return new Date(seconds * 1000).toLocaleDateString('en', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

/** The card of the user page, also registered under a second name for the renamed variant. */
class GenericCard extends VtElement {
  static override styles = [
    VtElement.styles,
    css`
      :host {
        display: block;
      }
    `,
  ];
  protected override render(): TemplateResult {
    return html`<div class="card"><slot name="header"></slot><slot></slot></div>`;
  }
}

class SpecialStates extends VtElement {
  static override styles = [
    VtElement.styles,
    css`
      :host {
        display: block;
        padding: 4rem 1rem;
        text-align: center;
      }
      h2 {
        margin-bottom: 0.5rem;
        font-size: 1.5rem;
      }
    `,
  ];
  protected override render(): TemplateResult {
    return html`<h2><slot name="title"></slot></h2>
      <p class="text-body-tertiary"><slot></slot></p>`;
  }
}

define('vt-ui-generic-card', GenericCard);
define('vt-ui-user-card', class extends GenericCard {});
define('vt-ui-special-states', SpecialStates);

export function specialState(title: string, text: string): TemplateResult {
  return html`<vt-ui-special-states><span slot="title">${title}</span>${text}</vt-ui-special-states>`;
}
