// The privileges an account has: until when, and where each comes from. Those not granted fold into one line.
import type { PrivilegeStatus } from '../core/domain/privilege.ts';
import { originPhrase, privilegesView, termView } from '../core/presentation/privileges.ts';
import { ItemList, Fact } from './ItemList.tsx';
import { IsolatedText } from './IsolatedText.tsx';

export const PrivilegeList = ({ privileges }: { privileges: readonly PrivilegeStatus[] }) => (
  <ItemList view={privilegesView(privileges)} />
);

export const Term = (privilege: PrivilegeStatus) => <Fact {...termView(privilege)} />;

export const Origin = (privilege: PrivilegeStatus) => <IsolatedText phrase={originPhrase(privilege)} />;
