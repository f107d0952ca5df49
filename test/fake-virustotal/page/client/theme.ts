// Owns the theme at run time: html[data-bs-theme], remembered as localStorage.colorMode.

export type Theme = 'light' | 'dark';

export function currentTheme(): Theme {
  return document.documentElement.dataset['bsTheme'] === 'dark' ? 'dark' : 'light';
}

/** null removes the attribute and the stored choice. */
export function setTheme(theme: Theme | null): void {
  if (theme) {
    document.documentElement.dataset['bsTheme'] = theme;
    localStorage.setItem('colorMode', theme);
  } else {
    delete document.documentElement.dataset['bsTheme'];
    localStorage.removeItem('colorMode');
  }
}
