// Lists and tables as files for other programs. Only what is shown gets here: keys, tokens and signatories are never read.

/** A column of a table: its title and what stands in it for a row. Undefined is an empty cell. */
export type Column<T> = { title: string; value: (row: T) => string | number | boolean | undefined };

/** A table as CSV (RFC 4180). A file for Excel wants U+FEFF before it. */
export function toCsv<T>(columns: readonly Column<T>[], rows: readonly T[]): string {
  const lines = [
    columns.map(({ title }) => cell(title)),
    ...rows.map((row) => columns.map(({ value }) => cell(value(row)))),
  ];
  return lines.map((cells) => `${cells.join(',')}\r\n`).join('');
}

/** Rows as JSON, under our own names. */
export const toJson = (rows: readonly unknown[]): string => `${JSON.stringify(rows, null, 2)}\n`;

// Spreadsheets take a cell that begins so for a formula, some after blanks, and run what somebody else wrote.
const formula = /^\s*[=+\-@|%\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/u;

function cell(value: string | number | boolean | undefined): string {
  if (typeof value !== 'string') return value === undefined ? '' : String(value);
  const safe = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
