// Every message in locales/ is used; an unused one would be translated for nothing.
import { globSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { failureKinds } from '../../../core/errors.ts';

const sources = globSync([
  'core/**/*.{ts,tsx}',
  'components/**/*.tsx',
  'entrypoints/**/*.{ts,tsx}',
  'wxt.config.ts',
])
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');

/**
 * The message names as the code uses them: `popup.refresh`. Excludes plural forms and quotas, whose names are
 * VirusTotal's.
 */
function namesIn(file: string): string[] {
  const path: string[] = [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, indent = '', name, text] = /^( *)'?([\w-]+)'?:(.*)$/u.exec(line) ?? [];
      if (name === undefined) return [];
      path.splice(indent.length / 2, Infinity, name);
      const isPlural = /^(?:\d|n)$/u.test(name);
      return text?.trim() || name === 'n' ? [path.slice(0, isPlural ? -1 : undefined).join('.')] : [];
    })
    .filter((name) => !name.startsWith('quota.'));
}

/** Names that the code composes, as patterns: `popup.used_${by}`. */
const patterns = [...sources.matchAll(/`([a-z][\w.]*[._]\$\{[^`]*)`/gu)].map(
  ([, name = '']) =>
    new RegExp(`^${name.replaceAll('.', '\\.').replaceAll(/\$\{[^}]*\}/gu, '(\\w+)')}$`, 'u'),
);
const isAWord = (part: string): boolean => new RegExp(`['"]${part}['"]|\\b${part}\\??:`, 'u').test(sources);

const isAsked = (name: string): boolean =>
  [`'${name}'`, `__MSG_${name.replaceAll('.', '_')}__`].some((form) => sources.includes(form)) ||
  failureKinds.some((kind) => name.replace(/^(?:add_)?failure\./u, '') === kind.replaceAll('-', '_')) ||
  patterns.some((pattern) => pattern.exec(name)?.slice(1).every(isAWord));

it('every message in locales/ is used by the code', () => {
  const names = [...new Set(namesIn('locales/en.yml'))];
  expect(names.length).toBeGreaterThan(400);
  expect(names.filter((name) => !isAsked(name))).toEqual([]);
});
