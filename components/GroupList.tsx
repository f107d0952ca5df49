// The groups an account belongs to, each with its organisation and the account's role in it.
import type { Group } from '../core/virustotal/resources/group.ts';
import { groupsView } from '../core/presentation/group-view.ts';
import { ItemList } from './ItemList.tsx';

/** `more`: how many groups there are beside those listed. */
export const GroupList = ({ groups, more }: { groups: readonly Group[]; more?: number }) => (
  <ItemList view={groupsView(groups, more)} />
);
