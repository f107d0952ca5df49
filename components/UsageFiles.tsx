// Usage as a file to keep: every day and endpoint that was read, free calls too.
import { i18n } from '#i18n';
import type { UsageDay } from '../core/virustotal/usage.ts';
import { toCsv, toJson } from '../core/vitals/export.ts';
import { usageRows } from '../core/vitals/usage-rows.ts';
import { usageColumns } from '../core/words/usage.ts';

export type UsageFilesProps = { usage: readonly UsageDay[]; owner: string };

export function UsageFiles({ usage, owner }: UsageFilesProps) {
  const name = `usage-${owner.replaceAll(/[^\p{L}\p{N}_-]+/gu, '_').slice(0, 60)}`;
  // Excel takes a file for UTF-8 only with U+FEFF before it.
  const csv = (): string => `\ufeff${toCsv(usageColumns(), usageRows(usage))}`;
  return (
    <div class="usage-files">
      <button class="button" type="button" onClick={() => save(`${name}.csv`, 'text/csv', csv())}>
        {i18n.t('usage.csv')}
      </button>
      <button
        class="button"
        type="button"
        onClick={() => save(`${name}.json`, 'application/json', toJson(usageRows(usage)))}
      >
        {i18n.t('usage.json')}
      </button>
    </div>
  );
}

function save(name: string, type: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  link.download = name;
  link.click();
  // Firefox reads the file only after the click was dealt with.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
