// The privileges of an account with expiry and origin. Privileges that are not granted are collapsed.
import type { PrivilegeStatus } from '../core/domain/privilege.ts';
import { originText, privilegesView, privilegeTermView } from '../core/presentation/privilege-view.ts';
import { ItemList, EntryMeta } from './ItemList.tsx';
import { IsolatedText } from './IsolatedText.tsx';

export const PrivilegeList = ({ privileges }: { privileges: readonly PrivilegeStatus[] }) => (
  <ItemList view={privilegesView(privileges)} />
);

export const PrivilegeTerm = (privilege: PrivilegeStatus) => <EntryMeta {...privilegeTermView(privilege)} />;

export const PrivilegeOrigin = (privilege: PrivilegeStatus) => <IsolatedText text={originText(privilege)} />;
