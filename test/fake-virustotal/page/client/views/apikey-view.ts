// Owns /gui/user/<id>/apikey and /gui/my-apikey: another element for the same user, as on the real site.
import { css, html, type TemplateResult } from 'lit';
import { avatar } from '../parts.ts';
import { session } from '../session.ts';
import { define, ViewElement } from '../vt-element.ts';

class ApikeyView extends ViewElement {
  static override styles = [
    ViewElement.styles,
    css`
      :host {
        display: block;
      }
      .key {
        padding: 0.75rem 1rem;
        border-radius: var(--bs-border-radius);
        background: var(--bs-secondary-bg);
      }
      .blurred {
        filter: blur(5px);
        user-select: none;
      }
      .vstack {
        gap: 1rem;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const own = this.route.id === session.me;
    return html`<div class="container">
      <div class="card">
        <div class="card-header hstack">
          ${avatar(this.route.id, this.route.id)}
          <div class="fw-bold">API key of ${this.route.id}</div>
        </div>
        <div class="card-body vstack">
          ${
            own
              ? html`<p>This is your personal key. Do not disclose it to anyone that you do not trust.</p>
                  <div class="key font-monospace">
                    <span class="blurred">${'not-a-key-'.repeat(6)}</span>
                  </div>`
              : html`<p>Only the owner of an account sees its key.</p>`
          }
        </div>
      </div>
    </div>`;
  }
}

define('apikey-view', ApikeyView);
