// Texts of the interface by their key in locales/en.yml, so that tests refer to a key instead of a sentence.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GeneratedI18nStructure } from '#i18n';
import { generateChromeMessages, parseMessagesText } from '@wxt-dev/i18n/build';

type Structure = Omit<GeneratedI18nStructure, `@@${string}`>;
export type MessageKey = keyof Structure;

type Tuple<Count extends number, Item, Items extends Item[] = []> = Items['length'] extends Count
  ? Items
  : Tuple<Count, Item, [...Items, Item]>;

/** One item for each `$1` to `$9`, preceded by the count if the message has plural forms. */
type Slots<Key extends MessageKey, Item> = Key extends MessageKey
  ? Structure[Key]['plural'] extends true
    ? [count: number] | [count: number, ...slots: Tuple<Structure[Key]['substitutions'], Item>]
    : Tuple<Structure[Key]['substitutions'], Item>
  : never;

const messages = generateChromeMessages(
  parseMessagesText(readFileSync(join(import.meta.dirname, '../locales/en.yml'), 'utf8'), 'YAML'),
);

/** The forms of a message in the order `0:`, `1:`, `n:`, chosen as @wxt-dev/i18n does with two or three of them. */
function formFor(key: string, count: number | undefined): string {
  const name = key.replaceAll('.', '_');
  if (!Object.hasOwn(messages, name)) throw new Error(`Unknown message key "${key}" in locales/en.yml.`);
  const text = messages[name]?.message ?? '';
  if (count === undefined) return text;
  const forms = text.split(' | ');
  const place = forms.length === 3 ? Math.min(count, 2) : Number(count !== 1);
  return forms[Math.min(place, forms.length - 1)] ?? '';
}

/** The text of a message around its substitutions: `[text, substitution, text, …]`. */
function partsOf(key: MessageKey, given: readonly unknown[]): unknown[] {
  const isPlural = messages[key.replaceAll('.', '_')]?.message.includes(' | ') ?? false;
  const [count, ...rest] = isPlural ? given : [undefined, ...given];
  const slots = isPlural && rest.length === 0 ? [count] : rest;
  return formFor(key, count as number | undefined)
    .split(/\$([1-9])/u)
    .map((part, index) => (index % 2 === 0 ? part : slots[Number(part) - 1]));
}

/** Like RegExp.escape, but keeps letters and spaces readable in test reports. */
const escape = (text: string): string => text.replaceAll(/[$()*+./?[\\\]^{|}]/gu, String.raw`\$&`);

/** Returns the text that the interface shows for a message. */
export function message<Key extends MessageKey>(key: Key, ...slots: Slots<Key, string | number>): string {
  return partsOf(key, slots).join('');
}

/** Returns a message as a pattern without anchors. Substitutions may be patterns with capturing groups. */
export const messagePattern = <Key extends MessageKey>(
  key: Key,
  ...slots: Slots<Key, string | number | RegExp>
): RegExp => joinPatterns(partsOf(key, slots));

/** Template tag that returns a pattern of its text; interpolated patterns are inserted unchanged. */
export const textPattern = (texts: TemplateStringsArray, ...parts: (string | RegExp)[]): RegExp =>
  joinPatterns(texts.flatMap((text, index) => [text, parts[index] ?? '']));

const joinPatterns = (parts: readonly unknown[]): RegExp =>
  new RegExp(
    parts.map((part) => (part instanceof RegExp ? part.source : escape(String(part)))).join(''),
    'u',
  );
