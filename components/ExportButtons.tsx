// Saves a table as a file: CSV as the table shows it, JSON with all that is known of each row.
import { i18n } from '#i18n';
import { type Column, toCsv, toJson } from '../core/domain/csv.ts';
import { saveFile } from './save-file.ts';

export type ExportButtonsProps<T> = {
  title: string;
  /** What the files are called, without their ending; else as the title. */
  file?: string;
  columns: readonly Column<T>[];
  rows: readonly T[];
};

// For Excel, which takes a file without it for one in the language's old encoding.
const byteOrderMark = '\ufeff';

export function ExportButtons<T>({ title, file = title, columns, rows }: ExportButtonsProps<T>) {
  const files = [
    ['csv', 'text/csv', () => byteOrderMark + toCsv(columns, rows)],
    ['json', 'application/json', () => toJson(rows)],
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

/** Names may hold anything; of a file's name only letters, digits and dashes are left. */
export const fileName = (title: string): string =>
  title
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/gu, '')
    .slice(0, 80)
    .toLowerCase() || 'vitals';
