// @vitest-environment happy-dom
// When formatters are created. Each takes milliseconds, the first several.
import { beforeEach, expect, it, vi } from 'vitest';

const kinds = [
  'Collator',
  'DateTimeFormat',
  'DurationFormat',
  'NumberFormat',
  'PluralRules',
  'RelativeTimeFormat',
] as const;

const modules = {
  popup: () => import('../../../entrypoints/popup/Popup.tsx'),
  panel: () => import('../../../entrypoints/panel/PanelPage.tsx'),
  options: () => import('../../../entrypoints/options/Options.tsx'),
  dashboard: () => import('../../../entrypoints/dashboard/Dashboard.tsx'),
  // The chart's library creates two of its own.
  'texts of the usage chart': () => import('../../../core/presentation/usage-text.ts'),
};

/** The names of the formatters that are created from now on. */
function watchFormatters(): string[] {
  const created: string[] = [];
  for (const kind of kinds)
    Object.defineProperty(Intl, kind, {
      value: new Proxy(Intl[kind], {
        construct: (target, given) => {
          created.push(kind);
          return Reflect.construct(target, given) as object;
        },
      }),
    });
  return created;
}

beforeEach(() => {
  const originals = kinds.map((kind) => [kind, Object.getOwnPropertyDescriptor(Intl, kind) ?? {}] as const);
  vi.resetModules();
  return () => {
    for (const [kind, original] of originals) Object.defineProperty(Intl, kind, original);
  };
});

it.each(Object.entries(modules))('the modules of "%s" create no formatter', async (_, load) => {
  const created = watchFormatters();
  await load();
  expect(created).toEqual([]);
});

it('a formatter is created on first use, and used from then on', async () => {
  const created = watchFormatters();
  const { formatClock, formatDuration, formatNumber, formatPercent, formatRelative, formatUtc } =
    await import('../../../core/presentation/format.ts');
  const format = (at: number): string[] => [
    formatNumber(at),
    formatPercent(at),
    formatDuration(at),
    formatClock(at, at),
    formatUtc(at),
    formatRelative(0, 1e6 * at) ?? '',
  ];
  formatNumber(1);
  expect(created).toEqual(['NumberFormat']);
  for (let at = 1; at < 5; at += 1) format(at);
  expect(created.toSorted()).toEqual([
    'DateTimeFormat',
    'DateTimeFormat',
    'NumberFormat',
    'NumberFormat',
    'RelativeTimeFormat',
  ]);
});
