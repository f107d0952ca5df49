// When the popup refreshes: everything on "Refresh", and what is due when it opens with old data.
import { useEffect, useState } from 'preact/hooks';
import { send } from '../../core/messages.ts';
import { type Account, isWaiting } from '../../core/domain/account.ts';
import { isConnectionFailure, remedies } from '../../core/domain/badge-labels.ts';
import { minute } from '../../core/common/time-units.ts';

const maximumAge = 2 * minute;

export function useRefresh({ id, quotas, failures }: Account, access: boolean, now: number) {
  const [busy, setBusy] = useState(false);
  const failure = failures.quotas;
  const isInBackoff = isWaiting(failure, now);
  const age = now - (quotas?.at ?? -Infinity);
  const remedy = failure && remedies[failure.kind];
  const isUnconnected = isConnectionFailure(failure);
  /** The end of a wait that VirusTotal imposed, milliseconds since the epoch. */
  const waitUntil = remedy === 'wait' && isInBackoff ? failure.retryAt : undefined;
  const refresh = (scope?: { all: true }): void => {
    if (busy || waitUntil) return;
    setBusy(true);
    void send('refresh', { id, ...scope }).then(() => setBusy(false));
  };
  useEffect(() => {
    // Where only the user can help, a retry changes nothing.
    const needsUser = remedy === 'options' || remedy === 'unlock';
    const isOld = age > maximumAge || age < 0;
    if (access && (isOld || isUnconnected) && !isInBackoff && !needsUser) refresh();
  }, [access]);
  useEffect(() => {
    if (!access || !isUnconnected) return undefined;
    const retry = (): void => refresh();
    addEventListener('online', retry);
    return () => removeEventListener('online', retry);
  }, [access, isUnconnected]);
  return { busy, waitUntil, refreshEverything: () => refresh({ all: true }) };
}
