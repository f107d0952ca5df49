// Owns what must happen before the first paint, in a blocking classic script: the theme attribute. It imports nothing
// and declares no globals, because it is not loaded as a module.
(() => {
  const text = document.querySelector('#page-options')?.textContent ?? '{}';
  const { theme } = JSON.parse(text) as { theme?: string };
  if (theme === 'absent') return;
  if (theme === 'light' || theme === 'dark') localStorage.setItem('colorMode', theme);
  const mode = localStorage.getItem('colorMode') === 'dark' ? 'dark' : 'light';
  document.documentElement.dataset['bsTheme'] = mode;
})();
