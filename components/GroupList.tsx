// The groups an account belongs to, each with its organisation and the account's role in it.
import { i18n } from '#i18n';
import type { Group } from '../core/virustotal/group.ts';
import { Chip } from './Chip.tsx';
import { Entry } from './Entry.tsx';
import { joined } from './joined.ts';

/** `more`: how many groups there are beside those listed. */
export type GroupListProps = { groups: readonly Group[]; more?: number };

export function GroupList({ groups, more = 0 }: GroupListProps) {
  return (
    <ul class="entries" role="list" aria-label={i18n.t('groups.title')}>
      {groups.map(({ id, role, organization, legalName, country, countryIso }) => (
        <Entry
          key={id}
          title={id}
          href={`https://www.virustotal.com/gui/group/${encodeURIComponent(id)}/users`}
          aside={role && <Chip>{role}</Chip>}
        >
          <bdi>{joined([organization ?? legalName, country ?? countryIso])}</bdi>
        </Entry>
      ))}
      {more > 0 && <Entry title={i18n.t('groups.more', more)} />}
    </ul>
  );
}
