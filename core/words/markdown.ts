// A sheet as Markdown, for tickets and chats. It holds what the sheet shows, never a key or token, and an e-mail address only
// where the reader asked for it.
import { i18n } from '#i18n';
import type { Block, Sheet } from './sheet.ts';
import { utcOf } from './time.ts';
import type { EntryView, MeterView, Phrase } from './view.ts';

/** Foreign text may hold anything: signs that mean something in Markdown or HTML stay signs. */
const meaningful = /[\\`*[\]<>|~&]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|^[-+#]/gu;
const escaped = (text: string): string => text.replaceAll(meaningful, String.raw`\$&`);

/**
 * @param title whose sheet it is
 * @param at when it was read, milliseconds since the epoch
 * @param extra further lines for the head
 */
export function markdown(
  title: string,
  { chips, seer, columns }: Omit<Sheet, 'copy'>,
  at: number,
  extra: readonly string[],
): string {
  const facts = [...chips.map(({ text }) => text), ...extra].map(escaped).join(' · ');
  const source = escaped(i18n.t('panel.copied_from', [plain(seer), utcOf(at)]));
  const sections = columns.map(({ title: heading, blocks }) => {
    const parts = blocks.flatMap(blockLines);
    return [`### ${escaped(heading)}`, ...parts].join('\n\n');
  });
  return [`## ${escaped(title)}`, facts, source, ...sections].filter(Boolean).join('\n\n') + '\n';
}

const plain = (phrase: Phrase): string =>
  phrase.map((part) => (typeof part === 'string' ? part : part.name)).join('');

function blockLines({ title, aside, entries, quotas, hidden }: Block): string[] {
  const head = title === undefined ? [] : [`**${escaped([title, aside].filter(Boolean).join(' · '))}**`];
  const listed = entries ? [...entries.entries.map(entryLine), ...foldLine(entries.fold)].join('\n') : '';
  const meters = quotas ? quotas.families.flatMap(({ meters: each }) => each) : [];
  return [...head, listed, table(meters), escaped(hidden ?? '')].filter(Boolean);
}

function entryLine({ title, fact, note }: EntryView): string {
  return `- ${[title, fact?.text, note && plain(note)]
    .filter(Boolean)
    .map((part) => escaped(String(part)))
    .join(' · ')}`;
}

const foldLine = (fold: { title: string; text: string } | undefined): string[] =>
  fold ? [`- ${escaped(`${fold.title}: ${fold.text}`)}`] : [];

function table(meters: readonly MeterView[]): string {
  if (meters.length === 0) return '';
  const rows = meters.map(({ label, sentence }) => `| ${escaped(label)} | ${escaped(sentence)} |`);
  return [`| ${i18n.t('panel.quotas')} | |`, '| --- | --- |', ...rows].join('\n');
}
