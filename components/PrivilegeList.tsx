// The privileges an account has: until when, and where each comes from. Those not granted fold into one line.
import { i18n } from '#i18n';
import type { PrivilegeVital } from '../core/vitals/privilege.ts';
import { dateOf, utcOf } from '../core/words/time.ts';
import { Chip } from './Chip.tsx';
import { Entry } from './Entry.tsx';
import { Fold } from './Fold.tsx';
import { Isolated } from './Isolated.tsx';
import { joined } from './joined.ts';

export type PrivilegeListProps = { privileges: readonly PrivilegeVital[] };

export function PrivilegeList({ privileges }: PrivilegeListProps) {
  const withheld = privileges.filter(({ standing }) => standing === 'withheld');
  return (
    <>
      <ul class="entries" role="list" aria-label={i18n.t('privileges.title')}>
        {privileges.map(
          (privilege) =>
            privilege.standing !== 'withheld' && (
              <Entry key={privilege.name} title={privilege.name} aside={<Term {...privilege} />}>
                {privilege.origin !== 'own' && <Origin {...privilege} />}
              </Entry>
            ),
        )}
      </ul>
      {withheld.length > 0 && (
        <Fold title={i18n.t('privileges.withheld', withheld.length)}>
          <p>
            <bdi>{joined(withheld.map(({ name }) => name))}</bdi>
          </p>
        </Fold>
      )}
    </>
  );
}

export function Term({ standing, expires, expiryUnread }: PrivilegeVital) {
  if (expires === undefined) return <>{i18n.t(expiryUnread ? 'term.unread' : 'term.none')}</>;
  const at = expires * 1000;
  const words = i18n.t(`term.${standing}`, [dateOf(at)]);
  if (standing === 'granted') return <span title={utcOf(at)}>{words}</span>;
  return (
    <Chip tone={standing === 'lapsing' ? 'warning' : 'plain'} title={utcOf(at)}>
      {words}
    </Chip>
  );
}

/** "from blablabla_group, through the API quota group". */
export function Origin({ origin, from, via = '' }: PrivilegeVital) {
  if (from === undefined) return <bdi>{via}</bdi>;
  return (
    <Isolated
      text={from}
      sentence={(slot) => i18n.t(via ? `origin.${wordOf[origin]}` : 'origin.from', [slot, via])}
    />
  );
}

const wordOf = {
  own: 'other',
  'api-group': 'api_group',
  'intelligence-group': 'intelligence_group',
  privilege: 'privilege',
  other: 'other',
} as const;
