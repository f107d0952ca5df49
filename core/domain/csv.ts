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

// Spreadsheets run cells that begin with these characters, some after whitespace, as formulas, and the text is foreign.
const formula = /^\s*[=+\-@|%\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;

function cell(value: string | number | boolean | undefined): string {
  if (typeof value !== 'string') return value === undefined ? '' : String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
