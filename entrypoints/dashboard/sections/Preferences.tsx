// A user's preferences. VirusTotal's names are made readable.
import { i18n } from '#i18n';
import { ExportButtons } from '../../../components/ExportButtons.tsx';
import { type Definition, DefinitionList } from '../../../components/DefinitionList.tsx';
import { DateTime } from '../../../components/DateTime.tsx';
import type { Preference, PreferenceGroup } from '../../../core/virustotal/resources/preferences.ts';
import { formatNumber } from '../../../core/presentation/format.ts';
import { Section, Quiet, DataSource } from './Section.tsx';
import { lazy } from '../../../core/common/lazy.ts';

type Row = Preference & { group: string };

const columns = lazy(() => [
  { title: i18n.t('dashboard.column.group'), value: ({ group }: Row) => group },
  { title: i18n.t('dashboard.column.name'), value: ({ name }: Row) => name },
  {
    title: i18n.t('dashboard.column.state'),
    value: ({ value, at }: Row) => (at === undefined ? value : new Date(at).toISOString()),
  },
]);

/** `at`: when they were loaded, together with their owner. */
export type PreferencesProps = {
  owner: string;
  groups: readonly PreferenceGroup[] | undefined;
  at: number | undefined;
};

export function Preferences({ owner, groups, at }: PreferencesProps) {
  const title = i18n.t('dashboard.preferences');
  const rows = (groups ?? []).flatMap(({ name: group, entries }) =>
    entries.map((entry): Row => ({ ...entry, group })),
  );
  return (
    <Section
      title={title}
      meta={<DataSource at={at} text={i18n.t('dashboard.loaded_with_account')} />}
      actions={
        rows.length > 0 && (
          <ExportButtons title={title} file={`${owner} ${title}`} columns={columns()} rows={rows} />
        )
      }
    >
      {!groups && <Quiet>{i18n.t('dashboard.preferences_hidden')}</Quiet>}
      {groups && rows.length === 0 && <Quiet>{i18n.t('dashboard.preferences_none')}</Quiet>}
      {rows.length > 0 && <DefinitionList definitions={rows.map(definitionOf)} />}
    </Section>
  );
}

/** "graph · last visit". */
const definitionOf = (row: Row): Definition => ({
  name: `${row.group} · ${row.name.replaceAll(/[_-]+/gu, ' ')}`,
  value: valueOf(row),
});

function valueOf({ value, at }: Row) {
  if (at !== undefined) return <DateTime at={at} />;
  if (typeof value === 'boolean') return i18n.t(value ? 'dashboard.yes' : 'dashboard.no');
  return typeof value === 'number' ? formatNumber(value) : <bdi>{value}</bdi>;
}
