// Reads CSV as spreadsheets do: RFC 4180 with any delimiter. Text after a closing quote belongs to the cell, and a quote
// within an unquoted cell is a character like any other.

/** The rows of a CSV file as cells of text. */
export function readCsv(csv: string, delimiter: string): string[][] {
  const rows: string[][] = [[]];
  let rest = csv;
  while (rest !== '') {
    const [cell, length] = readCell(rest, delimiter);
    rows.at(-1)?.push(cell);
    rest = rest.slice(length);
    if (rest.startsWith(delimiter)) rest = rest.slice(delimiter.length);
    else {
      rest = rest.replace(/^\r\n|^[\r\n]/u, '');
      if (rest !== '') rows.push([]);
    }
  }
  return rows;
}

/** The first cell of a text, and how many characters it takes. */
function readCell(text: string, delimiter: string): [cell: string, length: number] {
  const [quoted = ''] = /^"(?:[^"]|"")*(?:"|$)/u.exec(text) ?? [];
  const bare = text.slice(quoted.length);
  const ends = [delimiter, '\r', '\n'].map((end) => bare.indexOf(end)).filter((end) => end >= 0);
  const tail = bare.slice(0, Math.min(...ends, bare.length));
  return [quoted.slice(1).replace(/"$/u, '').replaceAll('""', '"') + tail, quoted.length + tail.length];
}
