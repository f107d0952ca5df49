// Exports tables as CSV and JSON. Only displayed data is exported; keys, tokens and signatories are never read.
import { timesInSeconds } from './export-times.ts';

/** A column of a table: its title and its value for a row. Undefined is an empty cell. */
export type Column<T> = { title: string; value: (row: T) => string | number | boolean | undefined };

/** A table as CSV (RFC 4180). Files for Excel need U+FEFF in front. */
export function toCsv<T>(columns: readonly Column<T>[], rows: readonly T[]): string {
  const lines = [
    columns.map(({ title }) => cell(title)),
    ...rows.map((row) => columns.map(({ value }) => cell(value(row)))),
  ];
  return lines.map((cells) => `${cells.join(',')}\r\n`).join('');
}

/** Rows as JSON, with our own property names. VirusTotal's times and durations are seconds, as in its API. */
export const toJson = (rows: readonly unknown[]): string => `${JSON.stringify(rows, timesInSeconds, 2)}\n`;

// Spreadsheets run cells that begin with these signs as formulas, some after whitespace, and the text is foreign. A spreadsheet that
// splits at semicolons or tabs, or does not understand quotes, begins a cell after each of them.
const formula = /(^|[;\t\r\n"])(?=[^\S\t\r\n]*[=+\-@|%\uff1d\uff0b\uff0d\uff20])|^(?=[\t\r\n])/gu;

/** Every cell is quoted, so that a spreadsheet that splits at another character finds the same cells. */
function cell(value: string | number | boolean | undefined): string {
  const safe = typeof value === 'string' ? value.replace(formula, "$1'") : String(value ?? '');
  return `"${safe.replaceAll('"', '""')}"`;
}
