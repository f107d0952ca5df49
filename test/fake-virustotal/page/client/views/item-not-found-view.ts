// Owns the view of unknown paths.
import { css, html, type TemplateResult } from 'lit';
import { specialState } from '../parts.ts';
import { define, ViewElement } from '../vt-element.ts';

class ItemNotFoundView extends ViewElement {
  static override styles = [
    ViewElement.styles,
    css`
      :host {
        display: block;
      }
    `,
  ];

  protected override render(): TemplateResult {
    return html`<div class="container">
      ${specialState('Item not found', 'There is nothing at this address.')}
    </div>`;
  }
}

define('item-not-found-view', ItemNotFoundView);
