// Panel content as Markdown, for tickets and chats. It holds what the panel content shows, never a key or token, and an e-mail address only
// where the reader asked for it. Lists alone and no tables: they are read well even where Markdown is not drawn.
import type { PanelBlock, PanelContent } from '../views/panel-content.ts';
import { formatUtc, joinParts } from './format.ts';
import type { EntriesView, EntryView, IsolatedText, QuotasView } from '../views/view-models.ts';

/** Foreign text may hold anything: signs that mean something in Markdown or HTML, where they stand, stay signs. */
const special =
  /[\\`*[\]~$]|<(?=[a-z/!?])|&(?=[a-z\d#]+;)|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])|^[-+#>]|(?<=^\d+)[.)](?=\s|$)/giu;
const escapeMarkdown = (text: string): string => text.trim().replaceAll(special, String.raw`\$&`);

/**
 * @param title whose content it is
 * @param now when it was made, milliseconds since the epoch: the ages in it count from there
 * @param extra further lines for the head
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

function blockLines({ title, meta, entries, quotas, hidden, offer }: PanelBlock): string[] {
  return [
    title === undefined ? '' : bold(joinParts([title, meta])),
    entries ? entryList(entries) : '',
    ...(quotas ? quotaLines(quotas) : []),
    escapeMarkdown(hidden ?? offer?.text ?? ''),
  ];
}

const entryList = ({ entries, disclosure }: EntriesView): string =>
  [...entries.map(entryLine), ...disclosureLine(disclosure)].join('\n');

const entryLine = ({ title, meta, detail }: EntryView): string =>
  `- ${escapeMarkdown(joinParts([title, meta?.text, detail && plainText(detail)]))}`;

/** A family's name and its pools, then each quota in the sentence that a screen reader is told. */
function quotaLines({ families, disclosure }: QuotasView): string[] {
  const lines = families.flatMap(({ title, pool, meters }) => [
    bold(joinParts([title, plainText(pool)])),
    meters.map(({ label, sentence }) => `- ${escapeMarkdown(joinParts([label, sentence]))}`).join('\n'),
  ]);
  return [...lines, ...disclosureLine(disclosure)];
}

const disclosureLine = (disclosure: { title: string; text: string } | undefined): string[] =>
  disclosure ? [`- ${escapeMarkdown(`${disclosure.title}: ${disclosure.text}`)}`] : [];
