// Owns the account widget: sign-in button, or avatar with its menu; theme toggle.
import { css, html, nothing, type TemplateResult } from 'lit';
import { avatar, icon, userPath } from './parts.ts';
import { session } from './session.ts';
import { currentTheme, setTheme } from './theme.ts';
import { define, VtElement } from './vt-element.ts';

class AccountWidget extends VtElement {
  static override properties = { open: { state: true } };
  static override styles = [
    VtElement.styles,
    css`
      :host {
        display: block;
        position: relative;
      }
      .hstack {
        gap: 0.25rem;
      }
      .trigger {
        padding: 0;
        margin-left: 0.5rem;
        border: 0;
        border-radius: 50%;
        background: none;
        cursor: pointer;
      }
      .dropdown-menu {
        position: absolute;
        right: 0;
        top: 3.35rem;
        min-width: 15rem;
        padding: 0.5rem 0;
        border: 1px solid var(--bs-border-color);
        border-radius: var(--bs-border-radius);
        background: var(--bs-body-bg);
        box-shadow: 0 0.5rem 1rem rgb(0 0 0 / 0.15);
      }
      .dropdown-item {
        display: block;
        width: 100%;
        padding: 0.5rem 1.25rem;
        border: 0;
        background: none;
        color: var(--bs-body-color);
        text-align: left;
        cursor: pointer;
      }
      .dropdown-item:hover {
        background: var(--bs-tertiary-bg);
        text-decoration: none;
        color: var(--bs-body-color);
      }
      .me {
        padding: 0.25rem 1.25rem 0.75rem;
        border-bottom: 1px solid var(--bs-border-color);
        margin-bottom: 0.5rem;
      }
    `,
  ];
  declare open: boolean;

  constructor() {
    super();
    this.open = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    session.events.addEventListener('change', this.#update);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    session.events.removeEventListener('change', this.#update);
  }

  readonly #update = (): void => this.requestUpdate();

  protected override render(): TemplateResult {
    if (!session.signedIn) {
      return html`<div class="hstack">
        ${themeButton}
        <a class="signin btn" href="/gui/sign-in">Sign in</a>
      </div>`;
    }
    return html`<div class="hstack">
        <a class="btn btn-icon" href="/gui/home/upload" aria-label="Upload">${icon('upload')}</a>
        <button class="btn btn-icon" aria-label="Notifications">${icon('bell')}</button>
        ${themeButton}
        <button class="trigger" aria-label="Account" aria-expanded=${this.open} @click=${this.#toggle}>
          ${avatar(session.me, session.me)}
        </button>
      </div>
      ${this.open ? this.#menu() : nothing}`;
  }

  #menu(): TemplateResult {
    return html`<div id="userDropdown" class="dropdown-menu" @click=${this.#toggle}>
      <div class="me fw-bold">${session.me}</div>
      <a class="dropdown-item" href=${userPath(session.me)}>Profile</a>
      <a class="dropdown-item" href="/gui/my-apikey">API key</a>
      <a class="dropdown-item" href="/gui/group/blabla/users">My group</a>
      <button class="dropdown-item" @click=${() => session.signOut()}>Sign out</button>
    </div>`;
  }

  readonly #toggle = (): void => void (this.open = !this.open);
}

const themeButton = html`<button
  class="btn btn-icon theme"
  aria-label="Toggle theme"
  @click=${() => setTheme(currentTheme() === 'dark' ? 'light' : 'dark')}
>
  ${icon('moon')}
</button>`;

define('uno-account-widget', AccountWidget);
