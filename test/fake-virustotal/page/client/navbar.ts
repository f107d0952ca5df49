// Owns the navbar and its search field.
import { css, html, type TemplateResult } from 'lit';
import './account-widget.ts';
import { icon } from './parts.ts';
import { define, VtElement } from './vt-element.ts';

class InputAutocomplete extends VtElement {
  static override styles = [
    VtElement.styles,
    css`
      :host {
        display: block;
        position: relative;
        flex: 1;
        max-width: 46rem;
      }
      .icon {
        position: absolute;
        left: 0.8rem;
        top: 0.72rem;
        color: var(--bs-tertiary-color);
      }
      .form-control {
        height: 2.75rem;
        padding-left: 2.6rem;
      }
    `,
  ];
  protected override render(): TemplateResult {
    return html`${icon('search')}<input
        id="searchInput"
        class="form-control"
        placeholder="URL, IP address, domain or file hash"
        aria-label="Search"
        autocomplete="off"
      />`;
  }
}

class UnoNavbar extends VtElement {
  static override styles = [
    VtElement.styles,
    css`
      :host {
        display: block;
        position: sticky;
        top: 0;
        z-index: 1030;
      }
      .bar {
        height: 4rem;
        padding: 0 1.5rem;
        border-bottom: 1px solid var(--bs-border-color);
        background: var(--bs-body-bg);
      }
      .bar > .hstack {
        height: 100%;
        gap: 1.5rem;
      }
      .brand {
        color: var(--bs-primary);
        font-size: 1.15rem;
        font-weight: 700;
        letter-spacing: 0.09em;
      }
      .brand:hover {
        text-decoration: none;
      }
      uno-account-widget {
        margin-left: auto;
      }
    `,
  ];
  protected override render(): TemplateResult {
    return html`<div class="bar">
      <div class="hstack">
        <a class="brand" href="/gui/home/upload">VIRUSTOTAL</a>
        <input-autocomplete></input-autocomplete>
        <uno-account-widget></uno-account-widget>
      </div>
    </div>`;
  }
}

define('input-autocomplete', InputAutocomplete);
define('uno-navbar', UnoNavbar);
