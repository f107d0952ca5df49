// The privileges an account has: until when, and where each comes from. Those not granted fold into one line.
import { i18n } from '#i18n';
import type { PrivilegeVital } from '../core/vitals/privilege.ts';
import { dateOf, utcOf } from '../core/words/time.ts';
import { Chip } from './Chip.tsx';
import { Entry } from './Entry.tsx';
import { Isolated } from './Isolated.tsx';

export type PrivilegeListProps = { privileges: readonly PrivilegeVital[] };

export function PrivilegeList({ privileges }: PrivilegeListProps) {
  const withheld = privileges.filter(({ standing }) => standing === 'withheld');
  return (
    <>
      <ul class="entries" role="list" aria-label={i18n.t('privileges.title')}>
        {privileges.map(
          (privilege) =>
            privilege.standing !== 'withheld' && (
              <Entry key={privilege.name} title={<bdi>{privilege.name}</bdi>} aside={<Term of={privilege} />}>
                <Origin of={privilege} />
              </Entry>
            ),
        )}
      </ul>
      {withheld.length > 0 && (
        <details class="fold">
          <summary>{i18n.t('privileges.withheld', withheld.length)}</summary>
          <p>
            <bdi>{withheld.map(({ name }) => name).join(' · ')}</bdi>
          </p>
        </details>
      )}
    </>
  );
}

function Term({ of: { standing, expires } }: { of: PrivilegeVital }) {
  if (expires === undefined) return <>{i18n.t('privileges.perpetual')}</>;
  const at = expires * 1000;
  if (standing === 'granted')
    return <span title={utcOf(at)}>{i18n.t('privileges.until', [dateOf(at)])}</span>;
  const lapsing = standing === 'lapsing';
  return (
    <Chip tone={lapsing ? 'warning' : 'plain'} icon={lapsing ? 'warning' : 'cross'} title={utcOf(at)}>
      {i18n.t(lapsing ? 'privileges.lapses' : 'privileges.expired', [dateOf(at)])}
    </Chip>
  );
}

/** "from blablabla_group, through the API quota group"; nothing for a privilege that is granted directly. */
function Origin({ of: privilege }: { of: PrivilegeVital }) {
  const { origin, from } = privilege;
  if (origin === 'own') return null;
  const way = wayOf(privilege);
  if (from === undefined) return <bdi>{i18n.t('origin.through', [way])}</bdi>;
  return (
    <Isolated
      text={from}
      sentence={(slot) => {
        if (origin === 'privilege') return i18n.t('origin.privilege_named', [slot]);
        return way ? i18n.t('origin.from_through', [slot, way]) : i18n.t('origin.from', [slot]);
      }}
    />
  );
}

function wayOf({ origin, via }: PrivilegeVital): string {
  if (origin === 'api-group') return i18n.t('origin.api');
  if (origin === 'intelligence-group') return i18n.t('origin.intelligence');
  return origin === 'privilege' ? i18n.t('origin.privilege') : (via ?? '');
}
