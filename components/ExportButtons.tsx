// Buttons that export a table: CSV with the displayed columns, JSON with all fields of each row.
import { i18n } from '#i18n';
import { type Column, toCsv, toJson } from '../core/domain/csv.ts';
import { saveFile } from './save-file.ts';

export type ExportButtonsProps<T> = {
  title: string;
  /** The file name without extension; defaults to the title. */
  file?: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
  /** What JSON has of a row, where that is not the row itself. */
  jsonOf?: ((row: T) => unknown) | undefined;
};

// Without it Excel assumes a legacy encoding.
const byteOrderMark = '\ufeff';

export function ExportButtons<T>({ title, file = title, columns, rows, jsonOf }: ExportButtonsProps<T>) {
  const files = [
    ['csv', 'text/csv', () => byteOrderMark + toCsv(columns, rows)],
    ['json', 'application/json', () => toJson(jsonOf ? rows.map(jsonOf) : rows)],
  ] as const;
  return (
    <>
      {files.map(([kind, type, content]) => (
        <button
          key={kind}
          class="button"
          type="button"
          aria-label={i18n.t('dashboard.list.export_as', [title, i18n.t(`dashboard.list.${kind}`)])}
          aria-disabled={rows.length === 0}
          onClick={() => rows.length > 0 && saveFile(`${fileName(file)}.${kind}`, type, content())}
        >
          {i18n.t(`dashboard.list.${kind}`)}
        </button>
      ))}
    </>
  );
}

/** A safe file name: letters, digits and hyphens only, because titles may contain anything. */
export const fileName = (title: string): string =>
  title
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/gu, '')
    .slice(0, 80)
    .toLowerCase() || 'vitals';
