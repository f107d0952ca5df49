// The privileges an account has: until when, and where each comes from. Those not granted fold into one line.
import type { PrivilegeStatus } from '../core/domain/privilege.ts';
import { originText, privilegesView, privilegeTermView } from '../core/presentation/privilege-view.ts';
import { ItemList, Fact } from './ItemList.tsx';
import { IsolatedText } from './IsolatedText.tsx';

export const PrivilegeList = ({ privileges }: { privileges: readonly PrivilegeStatus[] }) => (
  <ItemList view={privilegesView(privileges)} />
);

export const PrivilegeTerm = (privilege: PrivilegeStatus) => <Fact {...privilegeTermView(privilege)} />;

export const PrivilegeOrigin = (privilege: PrivilegeStatus) => (
  <IsolatedText phrase={originText(privilege)} />
);
