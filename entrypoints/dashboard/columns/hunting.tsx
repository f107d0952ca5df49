// Columns of tables of rulesets, notifications, matched files and Retrohunt jobs.
import { i18n } from '#i18n';
import { Chip } from '../../../components/Chip.tsx';
import type { DataColumn } from '../../../components/data-column.ts';
import { ExternalLink } from '../../../components/Item.tsx';
import type { HuntingFile } from '../../../core/virustotal/resources/hunting-file.ts';
import type { HuntingNotification } from '../../../core/virustotal/resources/hunting-notification.ts';
import type { RetrohuntJob } from '../../../core/virustotal/resources/retrohunt-job.ts';
import type { HuntingRuleset } from '../../../core/virustotal/resources/hunting-ruleset.ts';
import {
  formatDate,
  formatDuration,
  formatNumber,
  formatPercent,
} from '../../../core/presentation/format.ts';
import { numberColumn, timeColumn } from './column.tsx';
import { lazy } from '../../../core/common/lazy.ts';
import { targetUrl } from '../../../core/common/page-urls.ts';

const Hash = ({ of }: { of: string }) => (
  <span class="hash" title={of}>
    <ExternalLink href={targetUrl({ kind: 'file', id: of })}>{of}</ExternalLink>
  </span>
);

export const rulesetColumns = lazy((): DataColumn<HuntingRuleset>[] => [
  {
    title: i18n.t('dashboard.column.ruleset'),
    width: 'minmax(0, 1.5fr)',
    value: ({ name, id }) => name ?? id,
  },
  {
    title: i18n.t('dashboard.column.state'),
    value: ({ enabled }) => enabledText(enabled),
    cell: (ruleset) => <RulesetState {...ruleset} />,
  },
  numberColumn(i18n.t('dashboard.column.rules'), ({ ruleCount }) => ruleCount, { width: '70px' }),
  numberColumn(i18n.t('dashboard.column.limit'), ({ limit }) => limit),
  { title: i18n.t('dashboard.column.on'), width: '70px', value: ({ looksAt }) => looksAt },
  timeColumn(i18n.t('dashboard.column.modified'), ({ modified }) => modified),
  timeColumn(i18n.t('dashboard.column.created'), ({ created }) => created, { exportOnly: true }),
  {
    title: i18n.t('dashboard.column.rule'),
    exportOnly: true,
    value: ({ ruleNames }) => ruleNames?.join(' '),
  },
]);

const enabledText = (enabled: boolean | undefined): string | undefined =>
  enabled === undefined ? undefined : i18n.t(`dashboard.rulesets.${enabled ? 'enabled' : 'disabled'}`);

function RulesetState({ enabled, slowed, slowedTo, endsAt, endsWhy }: HuntingRuleset) {
  return (
    <>
      {enabled !== undefined && <Chip tone={enabled ? 'ok' : 'plain'}>{enabledText(enabled)}</Chip>}
      {slowed && (
        <small>
          {' '}
          {i18n.t('dashboard.rulesets.slowed', [slowedTo === undefined ? '?' : formatPercent(slowedTo)])}
        </small>
      )}
      {endsAt !== undefined && (
        <small title={endsWhy}> {i18n.t('dashboard.rulesets.ends', [formatDate(endsAt)])}</small>
      )}
    </>
  );
}

export const notificationColumns = lazy((): DataColumn<HuntingNotification>[] => [
  { title: i18n.t('dashboard.column.rule'), value: ({ rule }) => rule },
  {
    title: i18n.t('dashboard.column.file'),
    width: 'minmax(0, 1.6fr)',
    value: ({ file }) => file,
    cell: ({ file, inSubfile }) =>
      file === undefined ? undefined : (
        <>
          <Hash of={file} />
          {inSubfile && <small> {i18n.t('dashboard.notifications.subfile')}</small>}
        </>
      ),
  },
  { title: i18n.t('dashboard.column.country_of'), width: '80px', value: ({ country }) => country },
  timeColumn(i18n.t('dashboard.column.date'), ({ date }) => date),
  { title: i18n.t('dashboard.column.tags'), exportOnly: true, value: ({ tags }) => tags?.join(' ') },
  { title: i18n.t('dashboard.column.snippet'), exportOnly: true, value: ({ snippet }) => snippet },
]);

export const huntingFileColumns = lazy((): DataColumn<HuntingFile>[] => [
  {
    title: i18n.t('dashboard.column.file'),
    width: 'minmax(0, 1.6fr)',
    value: ({ id }) => id,
    cell: ({ id, name }) => (
      <>
        <Hash of={id} />
        {name !== undefined && (
          <small>
            {' '}
            <bdi>{name}</bdi>
          </small>
        )}
      </>
    ),
  },
  { title: i18n.t('dashboard.column.rule'), value: ({ rule }) => rule },
  { title: i18n.t('dashboard.column.ruleset'), value: ({ ruleset }) => ruleset },
  { title: i18n.t('dashboard.column.description'), width: '110px', value: ({ description }) => description },
  {
    title: i18n.t('dashboard.column.verdict'),
    width: '90px',
    numeric: true,
    value: ({ verdicts }) => verdicts?.malicious,
    cell: ({ verdicts }) => verdicts && verdictText(verdicts),
  },
  timeColumn(i18n.t('dashboard.column.date'), ({ date }) => date),
  numberColumn(i18n.t('dashboard.column.size'), ({ size }) => size, { exportOnly: true }),
]);

/** "41 of 72". */
function verdictText(verdicts: NonNullable<HuntingFile['verdicts']>): string {
  const all = Object.values(verdicts).reduce((sum, count) => sum + count, 0);
  return i18n.t('dashboard.files.verdict', [formatNumber(verdicts.malicious ?? 0), formatNumber(all)]);
}

export const jobColumns = lazy((): DataColumn<RetrohuntJob>[] => [
  {
    title: i18n.t('dashboard.column.job'),
    width: 'minmax(0, 1.4fr)',
    value: ({ id }) => id,
    cell: ({ id, ruleNames = [] }) => (
      <bdi>
        {id}
        {ruleNames.length > 0 && (
          <small class="clamp" title={ruleNames.join(', ')}>
            {ruleNames.join(', ')}
          </small>
        )}
      </bdi>
    ),
  },
  {
    title: i18n.t('dashboard.column.progress'),
    width: 'minmax(0, 1.2fr)',
    value: ({ progress }) => progress,
    cell: (job) => <Progress {...job} />,
  },
  numberColumn(i18n.t('dashboard.column.matches'), ({ matches }) => matches, { width: '80px' }),
  { title: i18n.t('dashboard.column.corpus'), width: '90px', value: ({ corpus }) => corpus },
  timeColumn(i18n.t('dashboard.column.created'), ({ created }) => created),
  timeColumn(i18n.t('dashboard.column.finished'), ({ finished }) => finished),
  { title: i18n.t('dashboard.column.status'), exportOnly: true, value: ({ status }) => status },
  numberColumn(i18n.t('dashboard.column.scanned'), ({ scannedBytes }) => scannedBytes, { exportOnly: true }),
]);

function Progress({ id, status, progress, eta }: RetrohuntJob) {
  const isOver = status === 'finished';
  return (
    <div class="job">
      {status !== undefined && <Chip tone={isOver ? 'ok' : 'plain'}>{status}</Chip>}
      {progress !== undefined && !isOver && (
        <span class="job-done">
          <progress max={100} value={progress} aria-label={id} />
          <small>{i18n.t('dashboard.jobs.done', [formatPercent(progress / 100)])}</small>
        </span>
      )}
      {eta !== undefined && eta > 0 && status === 'running' && (
        <small>{i18n.t('dashboard.jobs.eta', [formatDuration(eta)])}</small>
      )}
    </div>
  );
}
