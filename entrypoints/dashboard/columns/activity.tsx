// Columns of comment and graph tables.
import { i18n } from '#i18n';
import { Chip } from '../../../components/Chip.tsx';
import type { DataColumn } from '../../../components/data-column.ts';
import { ExternalLink } from '../../../components/Item.tsx';
import type { Comment } from '../../../core/virustotal/resources/comment.ts';
import type { Graph } from '../../../core/virustotal/resources/graph.ts';
import { numberColumn, timeColumn } from './column.tsx';
import { lazy } from '../../../core/common/lazy.ts';
import { graphUrl, targetUrl } from '../../../core/common/page-urls.ts';

export const commentColumns = lazy((): DataColumn<Comment>[] => [
  {
    title: i18n.t('dashboard.column.text'),
    width: 'minmax(0, 2.2fr)',
    value: ({ text }) => text,
    cell: ({ text, tags = [] }) => (
      <>
        <bdi class="prose">{text}</bdi>
        {tags.map((tag) => (
          <Chip key={tag}>{tag}</Chip>
        ))}
      </>
    ),
  },
  {
    title: i18n.t('dashboard.column.on'),
    width: 'minmax(0, 1.4fr)',
    value: ({ on }) => on && `${on.kind} ${on.id}`,
    cell: ({ on }) =>
      on && (
        <>
          <small>{i18n.t(`dashboard.target.${on.kind}`)} </small>
          <span class="hash" title={on.id}>
            <ExternalLink href={targetUrl(on)}>
              <bdi>{on.id}</bdi>
            </ExternalLink>
          </span>
        </>
      ),
  },
  {
    title: i18n.t('dashboard.column.votes'),
    width: '80px',
    numeric: true,
    value: ({ votes }) => votes && (votes.positive ?? 0) - (votes.negative ?? 0),
    cell: ({ votes }) => votes && `+${votes.positive ?? 0} −${votes.negative ?? 0}`,
  },
  timeColumn(i18n.t('dashboard.column.date'), ({ date }) => date),
  { title: i18n.t('dashboard.column.tags'), exportOnly: true, value: ({ tags }) => tags?.join(' ') },
]);

export const graphColumns = lazy((): DataColumn<Graph>[] => [
  {
    title: i18n.t('dashboard.column.graph'),
    width: 'minmax(0, 2fr)',
    value: ({ about, id }) => about?.description ?? id,
    cell: ({ about, id }) => (
      <ExternalLink href={graphUrl(id)}>
        <bdi>{about?.description?.trim() || i18n.t('dashboard.graphs.untitled')}</bdi>
      </ExternalLink>
    ),
  },
  {
    title: i18n.t('dashboard.column.private'),
    width: '90px',
    value: ({ isPrivate }) =>
      isPrivate === undefined ? undefined : i18n.t(`dashboard.graphs.${isPrivate ? 'private' : 'public'}`),
  },
  numberColumn(i18n.t('dashboard.column.nodes'), ({ nodes }) => nodes, { width: '70px' }),
  numberColumn(i18n.t('dashboard.column.links'), ({ links }) => links, { width: '70px' }),
  timeColumn(i18n.t('dashboard.column.created'), ({ created }) => created),
  timeColumn(i18n.t('dashboard.column.modified'), ({ modified }) => modified),
]);
