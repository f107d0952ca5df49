// The conformance check with the key of a stored account.
import type { Input } from '../../../core/messages.ts';
import { checkConformance, type ConformanceAnswer } from '../../../core/virustotal/conformance.ts';
import { errorOf, serverWaitOf } from '../api/retry-policy.ts';
import { createAccountClient } from '../api/account-client.ts';
import { findAccount } from '../storage/account-store.ts';

/**
 * Compares VirusTotal's answers to the account with its documents; at most 12 requests.
 * @throws ExpectedError where the key cannot be used, or VirusTotal imposed a wait
 */
export async function checkAccount({ id }: Input<'checkConformance'>): Promise<ConformanceAnswer[]> {
  const now = Date.now();
  const waiting = serverWaitOf((await findAccount(id))?.failures.quotas, now);
  if (waiting) throw errorOf(waiting, now);
  return checkConformance(await createAccountClient(id), id);
}
