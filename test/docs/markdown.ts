// Reads the project's documents: their tables, and their words.
import { readFileSync } from 'node:fs';

export const readDocument = (file: string): string => readFileSync(file, 'utf8');

/** The rows of the first table under a heading, as their cells; the head is left out. */
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

/** What stands in code marks in a text, code blocks left out. */
export const codeIn = (text: string): string[] =>
  [...withoutCodeBlocks(text).matchAll(/`([^`]+)`/gu)].map(([, code = '']) => code);

/** How many words a reader sees outside of code blocks, those of tables included. */
export const countWords = (document: string): number =>
  withoutCodeBlocks(document)
    .split(/[\s|]+/u)
    .filter((token) => /[\p{L}\p{N}]/u.test(token)).length;
