// The privileges an account has: until when, and where each comes from. Those not granted fold into one line.
import type { PrivilegeVital } from '../core/domain/privilege.ts';
import { originPhrase, privilegesView, termView } from '../core/presentation/privileges.ts';
import { Entries, Fact } from './ItemList.tsx';
import { Said } from './IsolatedText.tsx';

export const PrivilegeList = ({ privileges }: { privileges: readonly PrivilegeVital[] }) => (
  <Entries view={privilegesView(privileges)} />
);

export const Term = (privilege: PrivilegeVital) => <Fact {...termView(privilege)} />;

export const Origin = (privilege: PrivilegeVital) => <Said phrase={originPhrase(privilege)} />;
