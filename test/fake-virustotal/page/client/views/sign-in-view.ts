// Owns /gui/sign-in: rendered in light DOM for password managers, as the real one; then returns to the target.
import { css, html, type TemplateResult } from 'lit';
import { replaceShell } from '../frame.ts';
import { session } from '../session.ts';
import { settings } from '../state.ts';
import { define, type NavigateDetail, ViewElement } from '../vt-element.ts';

class SignInView extends ViewElement {
  static override styles = [
    ViewElement.styles,
    css`
      .sign-in {
        display: grid;
        gap: 1rem;
        max-width: 26rem;
        margin: 4rem auto;
        padding: 0 1rem;
      }
      .sign-in h1 {
        margin: 0 0 0.5rem;
        font-size: 1.6rem;
        font-weight: 600;
      }
      .sign-in label {
        display: grid;
        gap: 0.35rem;
      }
    `,
  ];

  protected override createRenderRoot(): HTMLElement {
    return this.renderInLight();
  }

  protected override render(): TemplateResult {
    return html`<form class="sign-in" @submit=${this.#submit}>
      <h1>Sign in</h1>
      <label>Username or email<input id="userId" class="form-control" autocomplete="off" /></label>
      <label>Password<input id="password" type="password" class="form-control" autocomplete="off" /></label>
      <button id="sign-in-btn" class="btn btn-primary">Sign in</button>
    </form>`;
  }

  readonly #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    session.signIn();
    const href = settings.signInTarget;
    if (settings.signIn === 'reload') return location.assign(href);
    if (settings.signIn === 'shell') await replaceShell();
    const detail: NavigateDetail = { href, replace: false };
    document.dispatchEvent(new CustomEvent('vt-navigate', { detail }));
  };
}

define('sign-in-view', SignInView);
