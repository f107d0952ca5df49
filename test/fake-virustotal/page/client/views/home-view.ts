// Owns /gui/home/{upload,url,search}: the start page.
import { css, html, type TemplateResult } from 'lit';
import { icon } from '../parts.ts';
import { define, ViewElement } from '../vt-element.ts';

class HomeView extends ViewElement {
  static override styles = [
    ViewElement.styles,
    css`
      :host {
        display: block;
      }
      .container {
        max-width: 52rem;
        padding-top: 5rem;
        text-align: center;
      }
      h1 {
        margin-bottom: 0.75rem;
        color: var(--bs-primary);
        font-size: 2.4rem;
        font-weight: 700;
        letter-spacing: 0.12em;
      }
      .nav-tabs {
        justify-content: center;
        margin-top: 3rem;
      }
      .drop {
        padding: 3.5rem 0;
      }
      .drop .icon {
        width: 5rem;
        height: 5rem;
        stroke-width: 0.8;
        color: var(--bs-tertiary-color);
      }
      .btn {
        margin-top: 1.25rem;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const active = this.route.tab || 'upload';
    return html`<div class="container">
      <h1>VIRUSTOTAL</h1>
      <p class="text-body-tertiary">
        Analyse suspicious files, domains, IPs and URLs to detect malware and other breaches.
      </p>
      <ul class="nav nav-tabs">
        ${['upload', 'url', 'search'].map(
          (name) =>
            html`<li class="nav-item">
              <a class="nav-link ${name === active ? 'active' : ''}" href="/gui/home/${name}"
                >${name === 'upload' ? 'file' : name}</a
              >
            </li>`,
        )}
      </ul>
      <div class="drop">${icon('file')}<br /><button class="btn btn-primary">Choose file</button></div>
    </div>`;
  }
}

define('home-view', HomeView);
