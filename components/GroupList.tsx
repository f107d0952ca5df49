// The groups an account belongs to, each with its organisation and the account's role in it.
import { i18n } from '#i18n';
import type { Group } from '../core/virustotal/group.ts';
import { Chip } from './Chip.tsx';
import { Entry } from './Entry.tsx';

/** `more`: how many groups there are beside those listed. */
export type GroupListProps = { groups: readonly Group[]; more?: number };

export function GroupList({ groups, more = 0 }: GroupListProps) {
  return (
    <ul class="entries" role="list" aria-label={i18n.t('groups.title')}>
      {groups.map((group) => (
        <Entry key={group.id} title={<GroupLink id={group.id} />} aside={<Role of={group} />}>
          <Details of={group} />
        </Entry>
      ))}
      {more > 0 && <Entry title={i18n.t('groups.more', more)} />}
    </ul>
  );
}

function GroupLink({ id }: { id: string }) {
  const href = `https://www.virustotal.com/gui/group/${encodeURIComponent(id)}/users`;
  return (
    <a href={href} target="_blank" rel="noreferrer" title={id}>
      <bdi>{id}</bdi>
    </a>
  );
}

function Role({ of: { role } }: { of: Group }) {
  return role ? <Chip>{role}</Chip> : null;
}

function Details({ of: { organization, legalName, country, countryIso } }: { of: Group }) {
  const facts = [organization ?? legalName, country ?? countryIso].filter((fact) => fact);
  return facts.length > 0 ? <bdi>{facts.join(' · ')}</bdi> : null;
}
