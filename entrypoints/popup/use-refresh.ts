// When the popup asks for fresh figures: on "Refresh", and by itself when it opens on figures that have aged.
import { useEffect, useState } from 'preact/hooks';
import { send } from '../../core/messages.ts';
import { type Account, isWaiting } from '../../core/domain/account.ts';
import { remedies } from '../../core/domain/badge-labels.ts';
import { minute } from '../../core/common/time-units.ts';

const aged = 2 * minute;

export function useRefresh({ id, quotas, failures }: Account, access: boolean, now: number) {
  const [busy, setBusy] = useState(false);
  const failure = failures.quotas;
  const waits = isWaiting(failure, now);
  const age = now - (quotas?.at ?? -Infinity);
  const remedy = failure && remedies[failure.kind];
  /** Until when VirusTotal asked not to be asked, milliseconds since the epoch. */
  const wait = remedy === 'wait' && waits ? failure.retryAt : undefined;
  const refresh = (): void => {
    if (busy || wait) return;
    setBusy(true);
    void send('refresh', { id }).then(() => setBusy(false));
  };
  useEffect(() => {
    // Where only the user can help, asking again changes nothing.
    const isTheirs = remedy === 'options' || remedy === 'unlock';
    if (access && (age > aged || age < 0) && !waits && !isTheirs) refresh();
  }, [access]);
  return { busy, wait, refresh };
}
