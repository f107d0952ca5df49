// Where data about other people is kept.
import type { Account } from '../../../core/domain/account.ts';

/**
 * Whether data about other people stays in session memory: for accounts whose key is encrypted. Whoever copies the disk cannot use
 * such a key and must not read what was read with it about others.
 */
export const isKeptInMemory = (account: Account | undefined): boolean => account?.keyStorage === 'passphrase';
