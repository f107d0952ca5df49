// Owns the document of the fake page: its HTML, its document-level CSS and its content security policies.
import type { PageSettings } from './options.ts';

export const policies: Record<PageSettings['csp'], string | null> = {
  none: null,
  strict:
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'none'; base-uri 'none'",
  'trusted-types':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'none'; " +
    "base-uri 'none'; require-trusted-types-for 'script'; trusted-types lit-html",
};

/** The same for every path. Scripts and styles are files of the same origin, so that a strict policy allows them. */
export function renderHtml(settings: PageSettings): string {
  const data = JSON.stringify(settings).replaceAll('<', '\\u003c');
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>VirusTotal</title>
    <link rel="icon" href="/gui-assets/icon.svg">
    <link rel="stylesheet" href="/gui-assets/page.css">
    <script type="application/json" id="page-options">${data}</script>
    <script src="/gui-assets/boot.js"></script>
    <script type="module" src="/gui-assets/main.js"></script>
    <script defer src="/gui-assets/last.js"></script>
  </head>
  <body>
    ${renderShell(settings)}
    ${settings.picture === 0 ? '' : '<img src="/gui-assets/picture.svg" width="16" height="16" alt="">'}
  </body>
</html>
`;
}

function renderShell({ shell, container, slot }: PageSettings): string {
  if (shell === 'vt-virustotal-app') return '<vt-virustotal-app></vt-virustotal-app>';
  if (container !== 'static') return '<vt-ui-shell></vt-ui-shell>';
  return `<vt-ui-shell>
      <div id="captchaContainer" hidden></div>
      <div id="view-container"${slot === 'named' ? ' slot="view"' : ''}></div>
    </vt-ui-shell>`;
}

export function renderStyles(settings: PageSettings): string {
  const extra = { plain: '', hostile: hostileCss, hide: hideCss }[settings.css];
  return `${tokens}\nhtml { font-size: ${settings.rootFont}px; }\n${extra}`;
}

// Tokens of both themes from section 2 of the facts about the GUI; the rest is Bootstrap 5.3's.
const tokens = `
:root {
  color-scheme: light;
  --bs-body-bg: #fff; --bs-body-color: #20242c; --bs-border-color: #e5e9f0;
  --bs-secondary-bg: #f9fafb; --bs-tertiary-bg: #eceef4; --bs-secondary-color: #363c49; --bs-tertiary-color: #626c84;
  --bs-primary: #0b4dda; --bs-link-color: #0b4dda; --bs-link-hover-color: #0b4dda;
  --bs-success: #1e7f6b; --bs-danger: #d42d23; --bs-warning: #b98900; --bs-info: #1789a0;
  --bs-border-radius: .375rem; --bs-border-width: 1px; --input-border-color: #a6b1c9; --on-primary: #fff;
  --max-page-width: 1300px;
  --bs-font-sans-serif: "Source Sans Pro", Roboto, RobotoDraft, Helvetica, Arial, sans-serif;
  --bs-font-monospace: "Source Code Pro", monospace;
}
[data-bs-theme="dark"] {
  color-scheme: dark;
  --bs-body-bg: #161625; --bs-body-color: #fff; --bs-border-color: #3d4a69;
  --bs-secondary-bg: #232c42; --bs-tertiary-bg: #2f3d5c; --bs-secondary-color: #d5dbe9; --bs-tertiary-color: #a6b1c9;
  --bs-primary: #86aaf9; --bs-link-color: #86aaf9; --bs-link-hover-color: #86aaf9;
  --bs-success: #54ab98; --bs-danger: #ff5a50; --bs-warning: #ffed2e; --bs-info: #42c3d0;
  --input-border-color: #6275a3; --on-primary: #161625;
}
*, ::before, ::after { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; background: var(--bs-body-bg); color: var(--bs-body-color);
  font-family: var(--bs-font-sans-serif); font-size: 1rem; line-height: 1.5; -webkit-text-size-adjust: 100%;
}
vt-ui-shell, vt-virustotal-app { display: block; min-height: 100vh; }
#view-container { display: block; width: 100%; }
#view-container > [hidden] { display: none; }
`;

// Careless rules on plain tags in the light DOM; shadow roots see only what is inherited.
const hostileCss = `
div, section, ul, li, button { margin: 0 !important; color: red !important; }
div, section, span, p, h2, h3, a { letter-spacing: 1px !important; text-transform: uppercase !important; }
* { transition: all .3s linear !important; box-sizing: content-box !important; }
body { line-height: 2.4 !important; text-align: right; word-spacing: 6px; cursor: wait; }
vt-ui-shell > * { float: left; clear: both; }
#view-container { position: relative; z-index: 2147483647; background: var(--bs-body-bg); }
#captchaContainer { position: fixed; inset: 0; z-index: 2147483646; pointer-events: none; }
`;

const hideCss = `
vt-ui-shell > :not(#view-container, #captchaContainer) { display: none !important; }
`;
