// Owns the shared component style sheet: the small part of Bootstrap that every component adopts. One sheet as on the
// real page, therefore long.
import { css } from 'lit';

export const baseStyles = css`
  :host,
  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  h1,
  h2,
  h3,
  p,
  ul {
    margin: 0;
    padding: 0;
    font-weight: inherit;
    font-size: inherit;
  }
  ul {
    list-style: none;
  }
  a {
    color: var(--bs-link-color);
    text-decoration: none;
  }
  a:hover {
    color: var(--bs-link-hover-color);
    text-decoration: underline;
  }
  button,
  input {
    font: inherit;
    color: inherit;
  }
  :focus-visible {
    outline: 2px solid var(--bs-primary);
    outline-offset: 2px;
  }
  .hstack {
    display: flex;
    align-items: center;
    gap: 0.75rem;
  }
  .vstack {
    display: flex;
    flex-direction: column;
  }
  .gap-4 {
    gap: 1.5rem;
  }
  .ms-auto {
    margin-left: auto;
  }
  .fw-bold {
    font-weight: 600;
  }
  .text-body-tertiary {
    color: var(--bs-tertiary-color);
  }
  .text-truncate {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .font-monospace {
    font-family: var(--bs-font-monospace);
    font-size: 0.9em;
  }
  .container {
    width: 100%;
    max-width: var(--max-page-width);
    margin: 0 auto;
    padding: 1.5rem 1rem 3rem;
  }
  .card {
    border: var(--bs-border-width) solid var(--bs-border-color);
    border-radius: var(--bs-border-radius);
    background: var(--bs-body-bg);
  }
  .card-header {
    padding: 0.75rem 1.5rem;
    border-bottom: 1px solid var(--bs-border-color);
    background: var(--bs-secondary-bg);
    border-radius: var(--bs-border-radius) var(--bs-border-radius) 0 0;
  }
  .card-body {
    padding: 1.5rem;
  }
  .btn {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5rem;
    padding: 0.4rem 0.9rem;
    cursor: pointer;
    border: 1px solid var(--input-border-color);
    border-radius: var(--bs-border-radius);
    background: none;
    color: var(--bs-body-color);
    text-decoration: none;
  }
  .btn:hover {
    background: var(--bs-tertiary-bg);
    text-decoration: none;
    color: var(--bs-body-color);
  }
  .btn-primary,
  .btn-primary:hover {
    border-color: var(--bs-primary);
    background: var(--bs-primary);
    color: var(--on-primary);
  }
  .btn-icon {
    width: 2.5rem;
    height: 2.5rem;
    padding: 0;
    border-color: transparent;
    border-radius: 50%;
  }
  .form-control {
    width: 100%;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--input-border-color);
    border-radius: var(--bs-border-radius);
    background: var(--bs-body-bg);
    color: var(--bs-body-color);
  }
  .form-control::placeholder {
    color: var(--bs-tertiary-color);
  }
  .badge {
    padding: 0.1rem 0.6rem;
    border-radius: 1rem;
    background: var(--bs-tertiary-bg);
    color: var(--bs-secondary-color);
    font-size: 0.875rem;
  }
  .nav-tabs {
    display: flex;
    border-bottom: 1px solid var(--bs-border-color);
  }
  .nav-link {
    display: block;
    padding: 0.75rem 1.25rem;
    border-bottom: 2px solid transparent;
    margin-bottom: -1px;
    color: var(--bs-tertiary-color);
    font-size: 0.93rem;
    font-weight: 600;
    letter-spacing: 0.04em;
    text-transform: uppercase;
  }
  .nav-link:hover {
    color: var(--bs-body-color);
    text-decoration: none;
  }
  .nav-link.active {
    border-color: var(--bs-primary);
    color: var(--bs-primary);
  }
  .list-group > li {
    display: flex;
    align-items: center;
    gap: 0.9rem;
    padding: 0.9rem 1.5rem;
  }
  .list-group > li + li {
    border-top: 1px solid var(--bs-border-color);
  }
  .avatar {
    display: inline-flex;
    flex: none;
    align-items: center;
    justify-content: center;
    width: 2.4rem;
    height: 2.4rem;
    border-radius: 50%;
    color: #fff;
    background: #5b6bb5;
    font-weight: 600;
    line-height: 1;
  }
  .avatar-lg {
    width: 6rem;
    height: 6rem;
    font-size: 2.25rem;
  }
  .hue-1 {
    background: #2f7f86;
  }
  .hue-2 {
    background: #8a5aa8;
  }
  .hue-3 {
    background: #a8613a;
  }
  .hue-4 {
    background: #3f7a4f;
  }
  .spinner {
    width: 2.5rem;
    height: 2.5rem;
    margin: 6rem auto;
    border: 3px solid var(--bs-tertiary-bg);
    border-top-color: var(--bs-primary);
    border-radius: 50%;
    animation: turn 0.8s linear infinite;
  }
  @keyframes turn {
    to {
      transform: rotate(360deg);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .spinner {
      animation: none;
    }
  }
  .icon {
    width: 1.3rem;
    height: 1.3rem;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.6;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
`;
