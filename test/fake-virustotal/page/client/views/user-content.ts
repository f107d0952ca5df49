// Owns the content of a user page: spinner, card with tabs, or a special state. One template for all builds of the
// view.
import { css, html, nothing, type TemplateResult } from 'lit';
import { avatar, icon, type IconName, monthOf, specialState, userPath } from '../parts.ts';
import type { Route } from '../routes.ts';
import { type Activity, activityOf } from '../sample-activity.ts';

export type Profile = { id: string; name: string; phrase: string; joined?: number; reputation?: number };
export type UserState =
  { status: 'loading' } | { status: 'missing' } | { status: 'failed' } | { status: 'done'; profile: Profile };

export const userStyles = css`
  .head {
    padding: 1.75rem 1.5rem 1.5rem;
  }
  .avatar-name h3 {
    font-size: 1.6rem;
    font-weight: 600;
    line-height: 1.25;
  }
  .avatar-name .vstack {
    min-width: 0;
    gap: 0.15rem;
  }
  .phrase {
    margin-top: 0.35rem;
    color: var(--bs-secondary-color);
  }
  .figures {
    gap: 2.5rem;
    text-align: right;
  }
  .figures b {
    display: block;
    font-size: 1.35rem;
    font-weight: 600;
    line-height: 1.2;
  }
  .nav-tabs {
    padding: 0 0.5rem;
    border-top: 1px solid var(--bs-border-color);
    background: var(--bs-secondary-bg);
  }
  .empty {
    padding: 3rem;
    text-align: center;
    color: var(--bs-tertiary-color);
  }
  .list-group > li > .icon {
    flex: none;
    color: var(--bs-tertiary-color);
  }
  .list-group .vstack {
    flex: 1;
    min-width: 0;
  }
  @media (max-width: 720px) {
    .figures {
      display: none;
    }
  }
`;

/** `renamed` is the build with other names: no ids, another card. */
export function userContent(state: UserState, route: Route, renamed: boolean): TemplateResult {
  if (state.status === 'loading') return html`<div class="spinner" role="status" aria-label="Loading"></div>`;
  if (state.status === 'missing') {
    return specialState(
      'User not found',
      `There is no user "${route.id}", or the account is no longer there.`,
    );
  }
  if (state.status === 'failed') return specialState('Something went wrong', 'Please try again in a while.');
  const { profile } = state;
  const activity = activityOf(profile.id);
  if (renamed) {
    return html`<vt-ui-user-card
      >${head(profile, activity)}${tabs(profile.id, route.tab)}${body(activity, route.tab)}</vt-ui-user-card
    >`;
  }
  return html`<vt-ui-generic-card>
    ${head(profile, activity)}
    <div>${tabs(profile.id, route.tab)}${body(activity, route.tab)}</div>
  </vt-ui-generic-card>`;
}

function head(profile: Profile, activity: Activity): TemplateResult {
  return html`<div class="head">
    <div class="avatar-name hstack gap-4">
      ${avatar(profile.id, profile.name, true)}
      <div class="vstack">
        <h3 class="text-truncate">${profile.name || profile.id}</h3>
        <div class="text-body-tertiary">
          @${profile.id}${profile.joined === undefined ? nothing : ` · Joined ${monthOf(profile.joined)}`}
        </div>
        ${profile.phrase ? html`<p class="phrase">${profile.phrase}</p>` : nothing}
      </div>
      <div class="figures hstack ms-auto">
        ${profile.reputation === undefined ? nothing : figure(profile.reputation, 'Reputation')}
        ${figure(activity.followers, 'Followers')} ${figure(activity.following, 'Following')}
      </div>
    </div>
  </div>`;
}

function figure(value: number, label: string): TemplateResult {
  return html`<div><b>${value}</b><span class="text-body-tertiary">${label}</span></div>`;
}

function tabs(id: string, active: string): TemplateResult {
  return html`<ul class="nav nav-tabs" role="tablist">
    ${['comments', 'graphs', 'collections'].map(
      (tab) =>
        html`<li class="nav-item" role="presentation">
          <a
            class="nav-link ${tab === active ? 'active' : ''}"
            role="tab"
            aria-selected=${tab === active}
            data-bs-toggle="tab"
            data-route=${tab}
            no-history
            href="${userPath(id)}/${tab}"
            >${tab}</a
          >
        </li>`,
    )}
  </ul>`;
}

function body(activity: Activity, tab: string): TemplateResult {
  const items =
    tab === 'graphs' ? activity.graphs : tab === 'collections' ? activity.collections : activity.comments;
  const names: Record<string, IconName> = { graphs: 'graph', collections: 'folder' };
  return html`<div class="tab-slot">
    ${items.length === 0 ? html`<p class="empty">No ${tab} yet</p>` : nothing}
    <ul class="list-group">
      ${items.map(
        (item) =>
          html`<li>
            ${icon(names[tab] ?? 'comment')}
            <div class="vstack">
              <a class="text-truncate ${item.mono ? 'font-monospace' : ''}" href=${item.href}
                >${item.title}</a
              >
              <span class="text-body-tertiary">${item.text}</span>
            </div>
            <span class="text-body-tertiary">${item.when}</span>
          </li>`,
      )}
    </ul>
  </div>`;
}
