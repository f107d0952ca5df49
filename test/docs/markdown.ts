// Reads the project's documents: tables and text.
import { readFileSync } from 'node:fs';

export const readDocument = (file: string): string => readFileSync(file, 'utf8');

/** The rows of the first table under a heading, as cells, without the header. */
export function tableUnder(document: string, heading: string): string[][] {
  const [, section] = document.split(new RegExp(`^#+ ${RegExp.escape(heading)}\n`, 'mu'));
  const [table] = /(?:^\|.*\n)+/mu.exec(section?.split(/^#+ /mu)[0] ?? '') ?? [];
  if (!table) throw new Error(`There is no table under "${heading}".`);
  return table.trimEnd().split('\n').slice(2).map(cellsOf);
}

const cellsOf = (row: string): string[] =>
  row
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());

const withoutCodeBlocks = (document: string): string => document.replaceAll(/^```.*?^```$/gmsu, '');

/** Inline code in a text, without code blocks. */
export const codeIn = (text: string): string[] =>
  [...withoutCodeBlocks(text).matchAll(/`([^`]+)`/gu)].map(([, code = '']) => code);

/** Counts the words outside of code blocks, including tables. */
export const countWords = (document: string): number =>
  withoutCodeBlocks(document)
    .split(/[\s|]+/u)
    .filter((token) => /[\p{L}\p{N}]/u.test(token)).length;
