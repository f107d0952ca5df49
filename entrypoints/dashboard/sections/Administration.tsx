// What the account administers, with the questions of an administrator one click away. The buttons load and lead to what they load.
import { i18n } from '#i18n';
import { useMemo } from 'preact/hooks';
import { Name } from '../../../components/Name.tsx';
import { administeredIds } from '../../../core/domain/group-administration.ts';
import type { Account } from '../../../core/domain/account.ts';
import { type ListKey, listKey } from '../../../core/storage/list-schema.ts';
import { useList } from '../../../core/store/list-store.ts';
import { FirstLoad } from '../lists/LoadControls.tsx';
import { createJointLoading, type Loading } from '../lists/use-loading.ts';
import { hrefOf, membersHref } from '../route.ts';
import { companionsOf } from './People.tsx';
import { Section } from './Section.tsx';

const shownAtMost = 5;

/** Nothing for an account that administers no group, as far as is known. */
export function Administration({ account }: { account: Account }) {
  const ids = administeredIds(account);
  if (ids.length === 0) return null;
  return (
    <Section title={i18n.t('dashboard.administration.title')}>
      <ul class="administration" role="list">
        {ids.slice(0, shownAtMost).map((id) => (
          <li key={id}>
            <a href={hrefOf('groups', id)}>
              <Name text={id} />
            </a>
            <Shortcut
              account={account.id}
              lists={[listKey('members', id), ...companionsOf(id)]}
              title={i18n.t('dashboard.members.title')}
              of={id}
              href={membersHref(id)}
            />
            <Shortcut
              account={account.id}
              lists={[listKey('serviceAccounts', id)]}
              title={i18n.t('dashboard.service_list.title')}
              of={id}
              href={hrefOf('service-accounts')}
            />
          </li>
        ))}
      </ul>
      {ids.length > shownAtMost && <a href={hrefOf('groups')}>{i18n.t('dashboard.administration.more')}</a>}
    </Section>
  );
}

type ShortcutProps = {
  account: string;
  lists: readonly [ListKey, ...ListKey[]];
  title: string;
  of: string;
  href: string;
};

/** A link to what is loaded, or a button that loads it and leads there. */
function Shortcut({ account, lists, title, of, href }: ShortcutProps) {
  const { isReady, state } = useList(account, lists[0]);
  const loading = useMemo((): Loading => {
    const { load, stop } = createJointLoading(account, lists);
    return {
      load: (targetCount) => {
        load(targetCount);
        location.hash = href;
      },
      stop,
    };
  }, [account, ...lists]);
  if (!isReady) return null;
  return (
    <span class="shortcut">
      {state ? <a href={href}>{title}</a> : <span>{title}</span>}
      {!state && (
        <FirstLoad
          title={i18n.t('dashboard.administration.of', [title, of])}
          loading={loading}
          one={lists.length === 1}
          lists={lists.length}
        />
      )}
    </span>
  );
}
