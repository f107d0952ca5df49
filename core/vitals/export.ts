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

/**
 * A column for every field that occurs in the rows, for exporting what no table shows. Fields of fields are named with a
 * dot ("votes.positive"), lists of plain values are joined by "; ", other lists are JSON.
 */
export function columnsOf(rows: readonly object[]): Column<object>[] {
  const cells = new Map(rows.map((row) => [row, new Map(flat(row))]));
  const titles = new Set<string>();
  for (const fields of cells.values()) for (const title of fields.keys()) titles.add(title);
  return [...titles].map((title) => ({ title, value: (row) => cells.get(row)?.get(title) }));
}

type Plain = string | number | boolean;

function flat(object: object, before = ''): [string, Plain][] {
  return Object.entries(object).flatMap(([name, value]: [string, unknown]): [string, Plain][] => {
    const title = before + name;
    if (isPlain(value)) return [[title, value]];
    if (Array.isArray(value))
      return value.length > 0
        ? [[title, value.every(isPlain) ? value.join('; ') : JSON.stringify(value)]]
        : [];
    return typeof value === 'object' && value !== null ? flat(value, `${title}.`) : [];
  });
}

const isPlain = (value: unknown): value is Plain => ['string', 'number', 'boolean'].includes(typeof value);
