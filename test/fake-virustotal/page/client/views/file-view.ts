// Owns the report view of /gui/{file,url,domain,ip-address}/<id>: generic report, slotted card, comment authors with
// links to users.
import { css, html, type TemplateResult } from 'lit';
import { avatar, userPath } from '../parts.ts';
import { settings } from '../state.ts';
import { define, ViewElement, VtElement } from '../vt-element.ts';

class FileView extends ViewElement {
  static override styles = [
    ViewElement.styles,
    css`
      :host {
        display: block;
      }
      .tab-slot {
        display: block;
      }
      .card {
        margin-top: 1.5rem;
      }
      .vstack {
        min-width: 0;
      }
    `,
  ];

  protected override render(): TemplateResult {
    return html`<vt-ui-main-generic-report id="report">
      <vt-ui-file-card .hash=${this.route.id}></vt-ui-file-card>
      <span class="tab-slot" slot="tab">
        <div class="card">
          <div class="card-header fw-bold">Comments</div>
          <ul class="list-group">
            ${settings.members.map(
              (id) =>
                html`<li>
                  ${avatar(id, id)}
                  <div class="vstack">
                    <a class="author" href=${userPath(id)}>${id}</a>
                    <span class="text-body-tertiary">Seen in a mail attachment. #phishing</span>
                  </div>
                </li>`,
            )}
          </ul>
        </div>
      </span>
    </vt-ui-main-generic-report>`;
  }
}

class GenericReport extends VtElement {
  protected override render(): TemplateResult {
    return html`<div class="container"><slot></slot><slot name="tab"></slot></div>`;
  }
}

class FileCard extends VtElement {
  static override properties = { hash: { attribute: false } };
  declare hash: string;

  protected override render(): TemplateResult {
    return html`<div class="card">
      <div class="card-header">
        <div class="fw-bold">3/72 security vendors flagged this as malicious</div>
      </div>
      <div class="card-body font-monospace text-truncate">${this.hash}</div>
    </div>`;
  }
}

define('vt-ui-file-card', FileCard);
define('vt-ui-main-generic-report', GenericReport);
define('file-view', FileView);
