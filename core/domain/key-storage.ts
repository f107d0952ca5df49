// Which key storage protects more.
import type { KeyStorage } from './account.ts';

/** From the weakest. On the device anybody with the files has the key; a session key is never locked while the browser runs. */
const byProtection: readonly KeyStorage[] = ['device', 'session', 'passphrase'];

/** Whether a key would be protected less than it is; false for a key that is not stored yet. */
export const isWeaker = (next: KeyStorage, current: KeyStorage | undefined): boolean =>
  current !== undefined && byProtection.indexOf(next) < byProtection.indexOf(current);
