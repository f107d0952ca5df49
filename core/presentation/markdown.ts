// Panel content as Markdown, for tickets and chats. It never contains a key or token, and an e-mail address only on request. It
// uses lists and no tables, because lists are readable without rendering.
import type { PanelBlock, PanelContent } from '../views/panel-content.ts';
import { formatUtc, joinParts } from './format.ts';
import type { EntriesView, EntryView, IsolatedText, QuotasView } from '../views/view-models.ts';

/**
 * Characters that have a meaning in Markdown or HTML at their position. They are escaped, because foreign text may contain
 * anything.
 */
const special =
  /[\\`*[\]~$]|&(?=[a-z\d#]+;)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|^[-+#>]|(?<=^\d+)[.)](?=\s|$)/giu;

// In some chats `<!channel>` notifies people, whatever stands before it.
const escapePlain = (text: string): string =>
  text.replaceAll(special, String.raw`\$&`).replaceAll(/<(?=[a-z/!?@#])/giu, '&lt;');

/**
 * What tickets and chats turn into links and notifications: mentions (`@channel`, `#general`), e-mail addresses, URLs and names of
 * hosts. Code is the one form that all of them leave alone.
 */
const active =
  /[@#][\p{L}\p{N}_]|:\/\/|\bwww\.|\b(?:mailto|xmpp|tel):|[\p{L}\p{N}]\.\p{L}{2,}(?![\p{L}\p{N}_-])/iu;

/** The words of a text; backticks and angle brackets stand between them. */
const word = /[^\s`<>]+/gu;

/** Foreign text as inert Markdown. */
function escapeMarkdown(text: string): string {
  const trimmed = text.trim();
  let end = 0;
  let escaped = '';
  for (const { 0: each, index } of trimmed.matchAll(word)) {
    if (!active.test(each)) continue;
    escaped += `${escapePlain(trimmed.slice(end, index))}\`${each}\``;
    end = index + each.length;
  }
  return escaped + escapePlain(trimmed.slice(end));
}

/**
 * @param title the user or group
 * @param now when it was made, milliseconds since the epoch; ages are relative to it
 * @param extra additional items for the summary line
 */
export function toMarkdown(
  title: string,
  { chips, viewer, columns, footer }: Omit<PanelContent, 'copy'>,
  now: number,
  extra: readonly string[] = [],
): string {
  const [product, updated] = footer;
  const summary = joinParts([...chips.map(({ text }) => text), ...extra]);
  const source = joinParts([product?.text, plainText(viewer), formatUtc(now), updated?.text]);
  const sections = columns.flatMap(({ title: heading, meta, blocks }) => [
    `### ${escapeMarkdown(joinParts([heading, meta]))}`,
    ...blocks.flatMap(blockLines),
  ]);
  const head = [`## ${escapeMarkdown(title)}`, escapeMarkdown(summary), escapeMarkdown(source)];
  return [...head, ...sections].filter(Boolean).join('\n\n') + '\n';
}

const plainText = (text: IsolatedText): string =>
  text.map((part) => (typeof part === 'string' ? part : part.name)).join('');

const bold = (text: string): string => `**${escapeMarkdown(text)}**`;

function blockLines({ title, meta, headline, entries, quotas, hidden, offer }: PanelBlock): string[] {
  return [
    title === undefined ? '' : bold(joinParts([title, meta])),
    headline ? escapeMarkdown(joinParts([headline.text, headline.detail])) : '',
    entries ? entryList(entries) : '',
    ...(quotas ? quotaLines(quotas) : []),
    escapeMarkdown(hidden ?? offer?.text ?? ''),
  ];
}

const entryList = ({ entries, disclosure }: EntriesView): string =>
  [...entries.map(entryLine), ...disclosureLine(disclosure)].join('\n');

const entryLine = ({ title, meta, detail }: EntryView): string =>
  `- ${escapeMarkdown(joinParts([title, meta?.text, detail && plainText(detail)]))}`;

/** The title of each family with its pools, then each quota as the sentence for screen readers. */
function quotaLines({ families, disclosure }: QuotasView): string[] {
  const lines = families.flatMap(({ title, pool, meters }) => [
    bold(joinParts([title, plainText(pool)])),
    meters.map(({ label, sentence }) => `- ${escapeMarkdown(joinParts([label, sentence]))}`).join('\n'),
  ]);
  return [...lines, ...disclosureLine(disclosure)];
}

const disclosureLine = (disclosure: { title: string; text: string } | undefined): string[] =>
  disclosure ? [`- ${escapeMarkdown(`${disclosure.title}: ${disclosure.text}`)}`] : [];
