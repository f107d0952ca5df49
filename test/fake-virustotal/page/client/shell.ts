// Owns the two shells: vt-ui-shell of today and vt-virustotal-app of 2019 to 2021, and the footer.
import { css, html, type TemplateResult } from 'lit';
import './navbar.ts';
import { settings } from './state.ts';
import { define, VtElement } from './vt-element.ts';

const layout = css`
  :host {
    display: block;
    min-height: 100vh;
    background: var(--bs-body-bg);
  }
  #mainContent,
  #authChecker {
    min-height: calc(100vh - 4rem);
  }
  #mainContent.flex {
    display: flex;
  }
  #mainContent.grid {
    display: grid;
    grid-template-columns: repeat(2, 1fr);
  }
  #mainContent.rows {
    display: grid;
    /* High enough that its rows share out more than they need. */
    min-height: 4000px;
  }
  #authChecker > :not(.iron-selected) {
    display: none;
  }
`;

/** The element that holds the views if there is no `#view-container`. */
export type Shell = VtElement & { innerOutlet(): Element | null };

class VtUiShell extends VtElement {
  static override styles = [VtElement.styles, layout];

  protected override render(): TemplateResult {
    const slot = settings.slot === 'named' ? html`<slot name="view"></slot>` : html`<slot></slot>`;
    return html`<uno-navbar></uno-navbar>
      <main id="mainContent" class=${settings.layout}>
        ${settings.container === 'none' ? html`<div class="outlet"></div>` : slot}
      </main>
      <vt-ui-main-footer></vt-ui-main-footer>`;
  }

  innerOutlet(): Element | null {
    return this.renderRoot.querySelector('.outlet');
  }
}

class VtVirustotalApp extends VtElement {
  static override styles = [VtElement.styles, layout];

  protected override render(): TemplateResult {
    return html`<uno-navbar id="toolbar"></uno-navbar>
      <div id="authChecker"></div>
      <vt-ui-main-footer></vt-ui-main-footer>`;
  }

  innerOutlet(): Element | null {
    return this.renderRoot.querySelector('#authChecker');
  }
}

class MainFooter extends VtElement {
  static override styles = [
    VtElement.styles,
    css`
      :host {
        display: block;
        border-top: 1px solid var(--bs-border-color);
        background: var(--bs-secondary-bg);
      }
      .row {
        display: flex;
        flex-wrap: wrap;
        gap: 1rem 4rem;
        max-width: var(--max-page-width);
        margin: 0 auto;
        padding: 2.5rem 1rem;
      }
      h2 {
        margin-bottom: 0.5rem;
        font-weight: 600;
      }
      li {
        margin: 0.25rem 0;
      }
      li a {
        color: var(--bs-tertiary-color);
      }
    `,
  ];

  protected override render(): TemplateResult {
    return html`<div class="row">
      ${footer.map(
        ([title, ...links]) =>
          html`<div>
            <h2>${title}</h2>
            <ul>
              ${links.map((link) => html`<li><a href="#">${link}</a></li>`)}
            </ul>
          </div>`,
      )}
    </div>`;
  }
}

const footer = [
  ['Our product', 'Contact us', 'Get support', 'How it works', 'Terms of service'],
  ['Community', 'Join community', 'Vote and comment', 'Contributors', 'Top users'],
  ['Tools', 'API scripts', 'Desktop apps', 'Browser extensions', 'Mobile app'],
  ['Documentation', 'Searching', 'Reports', 'API v3', 'Use cases'],
];

define('vt-ui-main-footer', MainFooter);

export function defineShell(): void {
  define('vt-ui-shell', VtUiShell);
  define('vt-virustotal-app', VtVirustotalApp);
}
