// The privileges an account has: until when, and where each comes from. Those not granted fold into one line.
import type { PrivilegeVital } from '../core/vitals/privilege.ts';
import { originPhrase, privilegesView, termView } from '../core/words/privileges.ts';
import { Entries, Fact } from './Entries.tsx';
import { Said } from './Said.tsx';

export const PrivilegeList = ({ privileges }: { privileges: readonly PrivilegeVital[] }) => (
  <Entries view={privilegesView(privileges)} />
);

export const Term = (privilege: PrivilegeVital) => <Fact {...termView(privilege)} />;

export const Origin = (privilege: PrivilegeVital) => <Said phrase={originPhrase(privilege)} />;
