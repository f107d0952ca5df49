// Owns the user view: delayed profile data, and the five builds of the same page (one root, two roots, other names,
// light DOM, closed root).
import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { define, ViewElement, VtElement } from '../vt-element.ts';
import { tagOf } from '../routes.ts';
import { settings } from '../state.ts';
import { type Profile, userContent, userStyles, type UserState } from './user-content.ts';

const styles = [
  VtElement.styles,
  userStyles,
  css`
    :host {
      display: block;
    }
  `,
];

class UserView extends ViewElement {
  static override properties = { state: { state: true } };
  static override styles = styles;
  declare state: UserState;

  constructor() {
    super();
    this.state = { status: 'loading' };
  }

  override swap(): void {
    if (this.state.status === 'loading') void this.#load();
    else this.state = { status: 'loading' };
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (this.idChanged(changed)) void this.#load();
  }

  async #load(): Promise<void> {
    const { id } = this.route;
    this.state = { status: 'loading' };
    const state = await readProfile(id);
    // A later route may have received its response first.
    if (this.route.id === id) this.state = state;
  }

  protected override render(): TemplateResult {
    const content = userContent(this.state, this.route, settings.userView === 'renamed');
    if (settings.userView === 'renamed') return html`<section class="container">${content}</section>`;
    return html`<div id="pageWrapper"><div class="wrapper container">${content}</div></div>`;
  }
}

class DeeperUserView extends UserView {
  protected override render(): TemplateResult {
    return html`<vt-ui-profile .owner=${{ state: this.state, route: this.route }}></vt-ui-profile>`;
  }
}

class UserProfile extends VtElement {
  static override properties = { owner: { attribute: false } };
  static override styles = styles;
  declare owner: Pick<UserView, 'state' | 'route'>;

  protected override render(): TemplateResult {
    return html`<div class="container">${userContent(this.owner.state, this.owner.route, false)}</div>`;
  }
}

class ClosedUserView extends UserView {
  static override shadowRootOptions: ShadowRootInit = { mode: 'closed' };
}

class LightUserView extends UserView {
  protected override createRenderRoot(): HTMLElement {
    return this.renderInLight();
  }
}

async function readProfile(id: string): Promise<UserState> {
  const path = `/ui/users/${encodeURIComponent(id)}`;
  try {
    const answer = await fetch(path, { headers: { 'x-page': 'own' } });
    if (answer.status === 404) return { status: 'missing' };
    if (!answer.ok) return { status: 'failed' };
    const { data } = (await answer.json()) as { data: Profile };
    return { status: 'done', profile: data };
  } catch {
    return { status: 'failed' };
  }
}

const builds = {
  shadow: UserView,
  renamed: UserView,
  deeper: DeeperUserView,
  closed: ClosedUserView,
  light: LightUserView,
} satisfies Record<typeof settings.userView, CustomElementConstructor>;

define('vt-ui-profile', UserProfile);
define(tagOf('user', settings.userView), builds[settings.userView]);
