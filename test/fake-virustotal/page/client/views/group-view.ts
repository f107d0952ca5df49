// Owns /gui/group/<id>/{users,settings}: group preferences, and members with links to their user pages.
import { css, html, type TemplateResult } from 'lit';
import { avatar, userPath } from '../parts.ts';
import { settings } from '../state.ts';
import { define, ViewElement } from '../vt-element.ts';

class GroupView extends ViewElement {
  static override styles = [
    ViewElement.styles,
    css`
      :host {
        display: block;
      }
      h1 {
        margin-bottom: 1rem;
        font-size: 1.6rem;
        font-weight: 600;
      }
      .card {
        margin-top: 1.5rem;
      }
      .field {
        display: grid;
        gap: 0.35rem;
        max-width: 28rem;
      }
    `,
  ];

  protected override render(): TemplateResult {
    const { id, tab } = this.route;
    const path = `/gui/group/${encodeURIComponent(id)}`;
    return html`<div class="container">
      <h1>${id}</h1>
      <ul class="nav nav-tabs">
        ${['users', 'settings'].map(
          (name) =>
            html`<li class="nav-item">
              <a class="nav-link ${name === tab ? 'active' : ''}" href="${path}/${name}">${name}</a>
            </li>`,
        )}
      </ul>
      ${tab === 'settings' ? this.#settings() : this.#members()}
    </div>`;
  }

  #settings(): TemplateResult {
    return html`<div class="card">
      <div class="card-header fw-bold">Group preferences</div>
      <div class="card-body">
        <label class="field">Group ID<input class="form-control" readonly .value=${this.route.id} /></label>
      </div>
    </div>`;
  }

  #members(): TemplateResult {
    return html`<div class="card">
      <div class="card-header fw-bold">Group members</div>
      <ul class="list-group">
        ${settings.members.map(
          (id, index) =>
            html`<li>
              ${avatar(id, id)}<a class="member" href=${userPath(id)}>${id}</a>
              <span class="badge ms-auto">${index === 0 ? 'Administrator' : 'Member'}</span>
            </li>`,
        )}
      </ul>
    </div>`;
  }
}

define('group-view', GroupView);
